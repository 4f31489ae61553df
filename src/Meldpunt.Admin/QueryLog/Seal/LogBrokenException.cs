namespace Meldpunt.Admin.QueryLog.Seal;

/// <summary>While serving, the log turned out not to be what it was. No row is sealed any more and no query answered until somebody has looked.</summary>
public sealed class LogBrokenException(LogFinding finding) : InvalidOperationException($"The query log is not what it was: {finding}.")
{
    /// <summary>What was found.</summary>
    public LogFinding Finding { get; } = finding;
}
