using Meldpunt.Admin.Register;

namespace Meldpunt.Service.Pages.Registering;

/// <summary>One entry that the register named: what a desk may see of it (article 5.2 h-k).</summary>
internal sealed class KnownNoteEntry
{
    public required string Id { get; init; }

    public required EntryKind Kind { get; init; }

    public required DateOnly FirstDay { get; init; }

    public required DateOnly LastDay { get; init; }

    public required string ParticipantName { get; init; }

    public required string DeskPhone { get; init; }

    public required bool IsOwn { get; init; }

    public required IReadOnlyList<DateOnly> Trespasses { get; init; }
}
