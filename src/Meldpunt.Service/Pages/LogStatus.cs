using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Service.Background;

namespace Meldpunt.Service.Pages;

/// <summary>Whether the log is in order, as its page says it above all else. One for each request: what it tells is of one moment.</summary>
internal sealed class LogStatus(LogSealer sealer, LogWatch watch, QueryLogReader log)
{
    private readonly Lazy<long> _newestSeq = new(log.NewestSeq);

    /// <summary>What was last checked.</summary>
    public LogCheck Check { get; } = watch.Newest;

    /// <summary>The newest seal that was shown.</summary>
    public PublishedCheckpoint Seal { get; } = sealer.Published;

    /// <summary>The key's name and id, and the whole of it as text.</summary>
    public string KeyName => sealer.Key.Name;

    public string KeyId => Key[(KeyName.Length + 1)..].Split('+')[0];

    public string Key => sealer.Key.ToString();

    /// <summary>Rows that are durable and wait for their seal.</summary>
    public long Waiting => Math.Max(0, _newestSeq.Value - Seal.Size);

    /// <summary>True when rows wait longer for their seal than they may.</summary>
    public bool IsLate => Waiting > 0 && sealer.Behind > LogSealer.MaxWait;

    /// <summary>True when nothing is answered any more.</summary>
    public bool IsStopped => sealer.Finding != LogFinding.None;

    /// <summary>True when somebody must look at once.</summary>
    public bool IsRed => IsStopped || Check.Findings.Count > 0;

    /// <summary>True when something does not go on as it should, but nothing was found.</summary>
    public bool IsSlow => !IsRed && (IsLate || Check.Failed);
}
