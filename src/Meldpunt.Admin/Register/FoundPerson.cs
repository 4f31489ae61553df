using Meldpunt.Admin.QueryLog;

namespace Meldpunt.Admin.Register;

/// <summary>What a look found: its row in the log, all that is there, and of that what the desk may see. Never printed.</summary>
internal sealed class FoundPerson(LoggedQuery row, IReadOnlyList<Entry> all, IReadOnlyList<KnownEntry> visible)
{
    public LoggedQuery Row { get; } = row;

    /// <summary>Everything that has not ended, of whatever participant and in whatever state.</summary>
    public IReadOnlyList<Entry> All { get; } = all;

    public IReadOnlyList<KnownEntry> Visible { get; } = visible;

    public override string ToString() => nameof(FoundPerson);
}
