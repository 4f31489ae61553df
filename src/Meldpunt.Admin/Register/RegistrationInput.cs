using Meldpunt.Admin.Persons;

namespace Meldpunt.Admin.Register;

/// <summary>A registration as somebody typed it, nothing checked: protocol article 5.2. Null is "not given". Never printed.</summary>
public sealed class RegistrationInput
{
    public string? Kind { get; init; }

    public PersonInput Person { get; init; } = new();

    public string? FirstDay { get; init; }

    public string? LastDay { get; init; }

    /// <summary>The participant's own file that holds the evidence.</summary>
    public string? FileReference { get; init; }

    public string? IncidentDate { get; init; }

    public bool? Crime { get; init; }

    public bool? CrimeReported { get; init; }

    public bool? EvidenceInFile { get; init; }

    /// <summary>How the interests were weighed (article 5.2.3).</summary>
    public string? Weighing { get; init; }

    public string? NoticeKind { get; init; }

    public string? NoticeDate { get; init; }

    public string? NoticeReason { get; init; }

    /// <summary>When the desk is to be reminded of a notice that was put off.</summary>
    public string? RemindOn { get; init; }

    /// <summary>Why somebody who may have been under 18 is registered all the same (article 5.2.3).</summary>
    public string? WeighingOfAge { get; init; }

    /// <summary>Bans of which the officer has seen that they are about somebody else: ids, as they came in <see cref="EntryResult.BansInTheWay"/>.</summary>
    public IReadOnlyList<string> OtherPersonThan { get; init; } = [];

    public override string ToString() => nameof(RegistrationInput);
}
