using Dapper;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.QueryLog.Tree;

namespace Meldpunt.Admin.QueryLog.Seal;

/// <summary>What the newest seal in the database covers, at one moment: what an export of the log takes along, so that it can be checked elsewhere.</summary>
public sealed class SealedExtent
{
    /// <summary>The signed checkpoint.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>The last row under it.</summary>
    public required long LastRow { get; init; }

    /// <summary>The first row that was not erased.</summary>
    public required long FirstRow { get; init; }

    /// <summary>The roots of the complete subtrees before the first row, largest first.</summary>
    public required IReadOnlyList<MerkleHash> Before { get; init; }

    /// <summary>The signed statements of what was erased, oldest first.</summary>
    public required IReadOnlyList<string> Erasures { get; init; }

    /// <summary>Reads it; null when nothing was sealed yet.</summary>
    public static SealedExtent? Read(Installation installation)
    {
        ArgumentNullException.ThrowIfNull(installation);
        using var connection = installation.Database.Open();
        using var snapshot = connection.BeginTransaction(deferred: true);
        var (size, note) = connection.QuerySingleOrDefault<(long Size, string? Note)>("SELECT size, note FROM log_checkpoint ORDER BY minute DESC LIMIT 1", transaction: snapshot);
        if (note is null)
        {
            return null;
        }

        // Tiles are read by connections of their own; they only grow, so that what they say of the erased rows is the same there.
        var erased = connection.ExecuteScalar<long>("SELECT coalesce(max(last_seq), 0) FROM log_erasure", transaction: snapshot);
        return new SealedExtent
        {
            Checkpoint = note,
            LastRow = size,
            FirstRow = erased + 1,
            Before = new TreeReader(new TileStore(installation.Database)).CompactRange(erased),
            Erasures = connection.Query<string>("SELECT note FROM log_erasure ORDER BY last_seq", transaction: snapshot).AsList(),
        };
    }
}
