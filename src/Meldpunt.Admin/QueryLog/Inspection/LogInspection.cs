using Meldpunt.Admin.Access;
using Meldpunt.Admin.Keys;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.QueryLog.Inspection;

/// <summary>
/// One look into the log about one person, in memory only: who asks, why, and the pseudonyms of the person. It holds no name, and forgets in a quarter of an hour
/// whom it was about.
/// </summary>
public sealed class LogInspection
{
    private double _progress;

    internal LogInspection(Caller asker, InspectionReason reason, CalendarMonth askedMonth, IReadOnlyDictionary<CalendarMonth, byte[]> subjects, string code)
    {
        AskedMonth = askedMonth;
        Asker = asker;
        Reason = reason;
        Subjects = subjects;
        Code = code;
        Months = [.. subjects.Keys.OrderBy(month => month.Year).ThenBy(month => month.Month)];
    }

    /// <summary>Names the request in an address.</summary>
    public OpaqueId Id { get; } = OpaqueId.Create();

    /// <summary>Who asks.</summary>
    public Caller Asker { get; }

    public InspectionReason Reason { get; }

    /// <summary>Six digits that the asker reads out to an auditor.</summary>
    public string Code { get; }

    /// <summary>The months whose keys there are, oldest first; no other can be searched.</summary>
    public IReadOnlyList<CalendarMonth> Months { get; }

    /// <summary>The row that asking left in the log; its number is what the asker's own file can name.</summary>
    public LoggedQuery? AskedRow { get; internal set; }

    /// <summary>Who confirmed; null while the request waits.</summary>
    public Caller? Confirmer { get; internal set; }

    /// <summary>The row that confirming left.</summary>
    public LoggedQuery? ConfirmedRow { get; internal set; }

    /// <summary>The search, once somebody confirmed.</summary>
    public Task<InspectionResult>? Search { get; internal set; }

    /// <summary>Which part of the log has been read, from 0 to 1.</summary>
    public double Progress
    {
        get => Volatile.Read(ref _progress);
        internal set => Volatile.Write(ref _progress, value);
    }

    internal CalendarMonth AskedMonth { get; }

    internal IReadOnlyDictionary<CalendarMonth, byte[]> Subjects { get; }

    // Under the lock of LogInspections.
    internal long LifeBegan { get; set; }

    internal int WrongCodes { get; set; }

    // True while one of its rows is on its way into the log.
    internal bool IsBeingLogged { get; set; }

    public override string ToString() => nameof(LogInspection);
}
