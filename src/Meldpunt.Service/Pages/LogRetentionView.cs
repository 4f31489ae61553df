using Meldpunt.Admin.QueryLog.Retention;
using Meldpunt.Service.Background;

namespace Meldpunt.Service.Pages;

/// <summary>How long rows are kept and what was erased, as the page of the log shows it.</summary>
internal sealed class LogRetentionView(RetentionStore store, LogErasing erasing)
{
    private const int ShownErasures = 24;

    public int Months { get; } = store.Months();

    /// <summary>Newest first.</summary>
    public IReadOnlyList<LogErasure> Erasures { get; } = store.Erasures(ShownErasures);

    /// <summary>Newest first.</summary>
    public IReadOnlyList<RetentionChoice> Choices { get; } = store.Choices();

    public ErasingState State { get; } = erasing.Newest;
}
