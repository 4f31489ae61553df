namespace Meldpunt.Admin.QueryLog.Signals;

/// <summary>In what way the questions of an account look unlike those of a gate. A reason to look, never a verdict. The numbers stand in the database.</summary>
public enum SignalKind
{
    /// <summary>More questions without a match, in a short time, than a gate has visitors. <c>veelGeenMatch</c></summary>
    NoMatchBurst = 1,

    /// <summary>Names that lie next to each other. <c>namenreeks</c></summary>
    NameRun = 2,

    /// <summary>Birth dates that lie next to each other. <c>datumreeks</c></summary>
    DateRun = 3,

    /// <summary>The same person, again and again. <c>steedsDezelfde</c></summary>
    SameSubject = 4,

    /// <summary>At a time when the participant's gates are not staffed. <c>buitenDiensttijd</c></summary>
    OutsideHours = 5,

    /// <summary>More new persons than its budget. <c>grensBereikt</c></summary>
    LimitHit = 6,

    /// <summary>A person who does not exist. <c>lokpersoon</c></summary>
    Honey = 7,

    /// <summary>A match after which nobody made the phone call within an hour (protocol article 3.2). <c>matchZonderGesprek</c></summary>
    MatchWithoutCall = 8,
}
