using Meldpunt.Admin.Installations;

namespace Meldpunt.Admin.QueryLog.Seal;

/// <summary>The query log is not what was sealed, so nothing may be served from it. The message says in Dutch what was found and what to do.</summary>
public sealed class LogRefusedException(LogFinding finding, string found, string todo)
    : InstallationException($"Het logboek klopt niet met zijn zegel, en Meldpunt begint niet. {found} {todo}")
{
    /// <summary>What was found.</summary>
    public LogFinding Finding { get; } = finding;
}
