using System.Globalization;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Persons;
using Meldpunt.Service.Pages.Forms;

namespace Meldpunt.Service.Pages.Cases;

/// <summary>What an officer sent from the page of a case. The button that was pressed is the last of three taps, and says what is recorded.</summary>
internal sealed class CaseForm(CaseStep step, IFormCollection form)
{
    /// <summary>The field that says which version of the case the page showed.</summary>
    public const string VersionField = "versie";

    /// <summary>The field of the button that was pressed.</summary>
    public const string ButtonField = "knop";

    /// <summary>The button that records a call and leaves the advice as it is.</summary>
    public const string OnlyCall = "gesprek";

    /// <summary>The button that confirms a call and says nothing of who it was about.</summary>
    public const string NoOutcome = "zonder";

    private const int NoVersion = -1;

    /// <summary>Which of the forms it is.</summary>
    public CaseStep Step => step;

    /// <summary>What was typed, with the faults that were found.</summary>
    public TypedForm Typed { get; private set; } = new(form, []);

    /// <summary>The version that the page showed; one that no case has when the form does not say.</summary>
    public int Version => int.TryParse(Typed[VersionField], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : NoVersion;

    /// <summary>The advice, when the button was one of those.</summary>
    public AdviceInput? Advice => Button is not { } word || string.Equals(word, OnlyCall, StringComparison.Ordinal) ? null
        : new AdviceInput { Advice = word, Conditions = FollowUpTerms.Advices.GetValueOrDefault(word) == GateAdvice.Conditions ? Typed[FollowUpFields.Conditions] : null };

    /// <summary>What is said of the call.</summary>
    public CallInput Call => step switch
    {
        CaseStep.NoAnswer => new CallInput { Result = FollowUpTerms.Of(CallResult.NoAnswer) },
        CaseStep.Deny => new CallInput { Result = FollowUpTerms.Of(CallResult.NotSpoken) },
        CaseStep.Confirm => new CallInput
        {
            Result = FollowUpTerms.Of(CallResult.Spoken),
            Outcome = string.Equals(Button, NoOutcome, StringComparison.Ordinal) ? null : Button,
        },
        _ => new CallInput
        {
            Result = FollowUpTerms.Of(CallResult.Spoken),
            Outcome = Typed[FollowUpFields.Outcome],
            SpokenWith = Typed[FollowUpFields.SpokenWith],
        },
    };

    private string? Button => Typed[ButtonField];

    /// <summary>Takes in what was refused.</summary>
    public void Refuse(IReadOnlyList<Fault> faults) => Typed = Typed.With(faults);
}
