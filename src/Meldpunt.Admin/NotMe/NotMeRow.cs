using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.NotMe;

/// <summary>A mark that counts, as the database keeps it.</summary>
internal sealed class NotMeRow
{
    public OpaqueId EntryId { get; init; }

    public required byte[] Mark { get; init; }

    /// <summary>True when the mark holds the birthplace too.</summary>
    public bool WithPlace { get; init; }
}
