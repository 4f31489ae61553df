namespace Meldpunt.Admin.QueryLog.Seal;

/// <summary>The newest checkpoint that stands in the second place, and so may be shown to everybody.</summary>
/// <param name="Size">Rows under it.</param>
/// <param name="Note">The signed note, without cosignatures.</param>
/// <param name="SealedAt">When it was made.</param>
public sealed record PublishedCheckpoint(long Size, string Note, DateTimeOffset SealedAt);
