using Meldpunt.Admin.Participants;

namespace Meldpunt.Service.Pages;

/// <summary>How a participant stands, in one word.</summary>
internal static class ParticipantView
{
    public const string TakesPart = "doet-mee";
    public const string EndsSoon = "eindigt-binnenkort";
    public const string NoPapers = "geen-papieren";
    public const string Begins = "begint-nog";
    public const string Ended = "verlopen";
    public const string Left = "uitgetreden";
    public const string Excluded = "uitgesloten";

    // The time that a renewal takes, and then some.
    private const int SoonDays = 60;

    public static string StateOf(Participant participant, DateOnly today) => participant switch
    {
        { LeftBecause: Leaving.Excluded } => Excluded,
        { LeftOn: not null } => Left,
        { DeclarationSignedOn: null } or { PermitUntil: null } => NoPapers,
        _ when participant.PermitUntil < today => Ended,
        _ when participant.PermitFrom > today => Begins,
        _ when participant.PermitUntil < today.AddDays(SoonDays) => EndsSoon,
        _ => TakesPart,
    };

    /// <summary>Suffix of the class of its tag.</summary>
    public static string TagOf(string state) => state switch
    {
        TakesPart => "geenMatch",
        Left or Excluded => "over",
        _ => "match",
    };

    /// <summary>What asks for attention first, and who is gone last.</summary>
    public static IEnumerable<Participant> InOrder(IEnumerable<Participant> participants) => participants
        .OrderBy(participant => participant.LeftOn is not null)
        .ThenBy(participant => participant.PermitUntil ?? DateOnly.MinValue)
        .ThenBy(participant => participant.Name, StringComparer.Ordinal);
}
