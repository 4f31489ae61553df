using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Register;

/// <summary>One change in the feed. What counts is the entry as it is now, so reading a change twice does no harm.</summary>
internal sealed class EntryChange
{
    public long Seq { get; init; }

    public OpaqueId EntryId { get; init; }

    /// <summary>The entry as it is now; null when it must match no longer.</summary>
    public EntryRow? Row { get; set; }
}
