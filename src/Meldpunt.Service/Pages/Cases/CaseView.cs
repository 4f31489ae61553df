using Meldpunt.Admin.Access;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Participants;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Pages.Texts;

namespace Meldpunt.Service.Pages.Cases;

/// <summary>A case as one of its two desks looks at it: what it is about, and what that desk has to do now.</summary>
internal sealed class CaseView(FollowUp one, OpaqueId ownId, AccessDirectory directory, PageTexts texts)
{
    /// <summary>The case itself.</summary>
    public FollowUp Case => one;

    public FollowUpSide Side { get; } = one.SideOf(ownId) ?? throw new InvalidOperationException("A case is shown to its two desks and to nobody else.");

    /// <summary>True for the desk of the gate that asked, which calls and advises.</summary>
    public bool IsAsker => Side != FollowUpSide.Source;

    /// <summary>True where a gate met an entry of its own participant: there is nobody else to call.</summary>
    public bool IsOwn => Side == FollowUpSide.Both;

    public Participant? Asker => directory.FindParticipant(one.AskerId);

    /// <summary>Null when the entry was gone before anybody could be called.</summary>
    public Participant? Source => directory.FindParticipant(one.SourceId);

    /// <summary>Whom this desk has to do with; itself when there is nobody else.</summary>
    public Participant? Other => IsAsker ? Source : Asker;

    public string OtherName => Other?.Name ?? texts["case.nobody"];

    public string Address => PageMap.Case(one.Id);

    /// <summary>The state as classes of the page name it.</summary>
    public string StateWord => FollowUpTerms.Of(one.State);

    /// <summary>The state in words; where there is nobody to call it waits for a look.</summary>
    public string State => texts["case.state." + (IsOwn && one.State == FollowUpState.ToCall ? "eigen" : StateWord)];

    /// <summary>Where it was asked: for the other desk with the name of the participant.</summary>
    public string Where => directory.FindLocation(one.LocationId)?.Name is not { } place ? Asker?.Name ?? string.Empty
        : IsAsker ? place
        : $"{Asker?.Name}, {place}";

    /// <summary>Who asked: somebody of one's own by name; of another participant that is nobody's business.</summary>
    public string? Who => IsAsker ? directory.FindAccount(one.AccountId)?.UserName : null;

    /// <summary>True when the case waits for this desk; false when it waits for the other one, or for nobody.</summary>
    public bool IsOurTurn => Turn.IsOurs;

    /// <summary>What this desk has to do now, in a few words.</summary>
    public string Do => texts.Format("case.do." + Turn.Word, OtherName);

    /// <summary>Why, and how, in a sentence or two.</summary>
    public string How => texts.Format("case.how." + Turn.Word, OtherName);

    /// <summary>True when the other desk says that it was not called, so that there has to be a call once more.</summary>
    public bool IsDisputed => one.SourceSays == CallResult.NotSpoken;

    /// <summary>True when the desks say different things about who it was.</summary>
    public bool DisagreesWithSource => one is { Outcome: { } mine, SourceOutcome: { } theirs } && mine != theirs;

    /// <summary>True when somebody was told already that it waits too long.</summary>
    public bool IsLate => one.IsOpen && one.Escalation > 0;

    /// <summary>What this side has recorded: changes when a colleague is first, and not when the other desk does something.</summary>
    public string OwnStamp => IsAsker
        ? $"{one.Tries} {one.Outcome} {one.Advice} {one.AdvisedAt?.ToUnixTimeMilliseconds()} {one.CalledAt?.ToUnixTimeMilliseconds()} {one.IsOpen}"
        : $"{one.SourceSays} {one.SourceOutcome} {one.ConfirmedAt?.ToUnixTimeMilliseconds()} {one.IsOpen}";

    private (string Word, bool IsOurs) Turn => (one.State, IsAsker) switch
    {
        (FollowUpState.Closed, _) when IsOwn => ("eigen-gesloten", false),
        (FollowUpState.Closed, _) when DisagreesWithSource => ("gesloten-oneens", false),
        (FollowUpState.Closed, _) => ("gesloten", false),
        (FollowUpState.Lapsed, _) => ("vervallen", false),
        (_, true) => TurnOfAsker,
        _ => TurnOfSource,
    };

    private (string Word, bool IsOurs) TurnOfAsker => one switch
    {
        { SourceSays: CallResult.NotSpoken } => ("betwist", true),
        { State: FollowUpState.ToCall } when IsOwn => ("eigen-kijk", true),
        { State: FollowUpState.ToCall, Tries: 0 } => ("bel", true),
        { State: FollowUpState.ToCall, Advice: null } => ("bel-of-adviseer", true),
        { State: FollowUpState.ToCall } => ("bel-alsnog", true),
        { State: FollowUpState.ToAdvise } when IsOwn => ("eigen-adviseer", true),
        { State: FollowUpState.ToAdvise } => ("adviseer", true),
        _ => ("wacht-bevestiging", false),
    };

    private (string Word, bool IsOurs) TurnOfSource => one switch
    {
        { SourceSays: CallResult.NotSpoken } => ("wacht-na-betwisting", false),
        { SourceSays: CallResult.Spoken } => ("wacht-ander", false),
        { CalledAt: not null } => ("bevestig", true),
        { Tries: > 0 } => ("bel-terug", true),
        _ => ("wordt-gebeld", false),
    };
}
