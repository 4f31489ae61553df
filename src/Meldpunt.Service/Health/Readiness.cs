using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Storage;
using Meldpunt.Service.Background;

namespace Meldpunt.Service.Health;

/// <summary>Whether queries can be answered now.</summary>
internal sealed class Readiness(StoreWriter writer, IndexProjection projection, QueryLogAppender log, LogSealer sealer, ClockWatch clock, FollowingState following, HostOptions options)
{
    /// <summary>True when the last write became durable, and in time.</summary>
    public bool StoreIsWell => writer.Trouble == StoreTrouble.None && !log.IsLate;

    /// <summary>True when the index holds everybody whom the register holds.</summary>
    public bool IndexIsCurrent => projection.IsCurrent;

    /// <summary>True when the key of this month's pseudonyms is there, or could be made.</summary>
    public bool KeysAreThere => log.CanSign();

    /// <summary>True when every row has its seal, or waits for it no longer than it may, and the log is what it was.</summary>
    public bool SealIsFresh =>
        sealer.Finding == LogFinding.None
        && (Math.Max(log.LastSeq, sealer.RowsAtStart) <= sealer.Published.Size || sealer.Behind <= LogSealer.MaxWait);

    /// <summary>True when rows get a time that can be believed.</summary>
    public bool ClockIsRight => clock.Look() == ClockTrouble.None;

    /// <summary>False when a new certificate for TLS lies there that cannot be read. The one of before stays in force, so this alone keeps nobody from an answer.</summary>
    public bool CertificateIsFresh => options.Certificate?.IsFresh != false;

    /// <summary>False when for a minute no match was followed up: desks are not told. Gates get their answers, so this alone keeps nobody from one.</summary>
    public bool MatchesAreFollowed => following.IsWell;

    /// <summary>True when all of it is well.</summary>
    public bool IsReady => StoreIsWell && IndexIsCurrent && KeysAreThere && SealIsFresh && ClockIsRight;

    /// <summary>
    /// Throws when an answer could be wrong, or its row. A store that refused its last write is no reason: the next write is how it turns out to be well
    /// again. Nor is a seal that is late: the rows are durable, and get it yet.
    /// </summary>
    public void ThrowUnlessAbleToAnswer()
    {
        if (!IndexIsCurrent || !ClockIsRight || sealer.Finding != LogFinding.None)
        {
            throw new StoreUnavailableException(StoreTrouble.Refused);
        }
    }
}
