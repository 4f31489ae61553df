namespace Meldpunt.Admin.QueryLog.Signals;

/// <summary>
/// From where on something is a signal. Each is set so that a gate of 200 visitors an hour hardly ever raises one, nor a busy evening of 600; how that was reckoned
/// and measured stands in docs/adr/0015.
/// </summary>
public static class SignalThresholds
{
    /// <summary>Questions without a match within <see cref="BurstWindow"/>: one in three seconds, which no desk with a person and a document before it keeps up.</summary>
    public const int BurstCount = 100;

    /// <summary>Different birth dates with one name within <see cref="RunWindow"/>. Correcting a date takes three or four tries.</summary>
    public const int DatesOfOneName = 6;

    /// <summary>Different names with one birth date. 100 visitors have some 20,000 dates between them; twins and corrected names make two to four.</summary>
    public const int NamesOfOneDate = 6;

    /// <summary>Different surnames that begin alike (<see cref="NameStartBytes"/> letters), or that follow each other in the alphabet without a break: by chance one in 12!.</summary>
    public const int NeighbouringNames = 12;

    /// <summary>Different birth dates within <see cref="NeighbouringDays"/> days of each other, or that follow each other in the calendar without a break.</summary>
    public const int NeighbouringDates = 12;

    /// <summary>Days on either side of a birth date that count as beside it.</summary>
    public const int NeighbouringDays = 15;

    /// <summary>Letters of a surname that count as its beginning.</summary>
    public const int NameStartBytes = 4;

    /// <summary>Questions of one account about one person within a day in the Netherlands. Somebody who comes and goes is asked about two to four times.</summary>
    public const int SameSubjectCount = 10;

    /// <summary>The time of <see cref="BurstCount"/>.</summary>
    public static readonly TimeSpan BurstWindow = TimeSpan.FromMinutes(5);

    /// <summary>How long a name and a birth date stay in memory to be held against later ones.</summary>
    public static readonly TimeSpan RunWindow = TimeSpan.FromMinutes(9);

    /// <summary>How often what came is looked at and memory is swept, well within the minute that is left of the ten that docs/privacy.md promises.</summary>
    public static readonly TimeSpan TurnWait = TimeSpan.FromMilliseconds(500);

    /// <summary>After how long without a further sign the next one is a new signal and not the old one that goes on.</summary>
    public static TimeSpan Quiet(SignalKind kind) => kind switch
    {
        // A night, a day: one signal each.
        SignalKind.OutsideHours or SignalKind.SameSubject or SignalKind.MatchWithoutCall => TimeSpan.FromHours(12),
        SignalKind.LimitHit => TimeSpan.FromHours(1),
        _ => TimeSpan.FromMinutes(30),
    };
}
