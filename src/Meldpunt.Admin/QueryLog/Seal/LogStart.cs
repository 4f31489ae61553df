using System.Globalization;
using Dapper;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Admin.QueryLog.Tree;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.QueryLog.Seal;

/// <summary>
/// Looks, before anything is served, whether the log in the database is the one that was sealed (docs/spec/query-log.md, section 4). It costs a few reads,
/// however long the log is; whether every row is what it was, is for <c>logboek verifieer</c>.
/// </summary>
internal static class LogStart
{
    /// <summary>What an operator does who meets this.</summary>
    public const string WhatToDo =
        "Begin niet opnieuw en gooi niets weg. Stond hier net nog een nieuwere database, zet die terug. Draai anders 'meldpunt logboek verifieer --data MAP', "
        + "bewaar deze map zoals ze is, en bel het samenwerkingsverband: de deelnemers hebben een zegel bewaard. Zie docs/operations.md, 'Als het logboek niet klopt'.";

    /// <summary>Sealed rows that are hashed anew at every start.</summary>
    public const int RowsLookedAt = 4_096;

    /// <summary>Throws <see cref="LogRefusedException"/> unless the log is the one whose checkpoint stands in the second place.</summary>
    /// <param name="connection">The database, in one snapshot.</param>
    /// <param name="tiles">The tiles in it.</param>
    /// <param name="key">The public half of the key that signs here.</param>
    /// <param name="known">What stands in the second place.</param>
    public static void Check(SqliteConnection connection, ITileSource tiles, NoteVerifier key, string? known)
    {
        if (known is null)
        {
            throw Refuse(LogFinding.SecondPlaceMissing, "Het zegel op de tweede plaats (log.checkpoint bij de sleutels) is weg.");
        }

        if (Open(known, key) is not { } second)
        {
            throw Refuse(LogFinding.SecondPlaceUnreadable, "Wat op de tweede plaats staat (log.checkpoint bij de sleutels) is geen zegel van dit logboek.");
        }

        var sealedSize = CheckStoredTree(connection, tiles, key);
        var (first, last) = connection.QuerySingle<(long? First, long? Last)>("SELECT (SELECT min(seq) FROM query_log), (SELECT max(seq) FROM query_log)");
        var length = last ?? connection.ExecuteScalar<long>("SELECT coalesce(max(last_seq), 0) FROM log_erasure");
        if (length < Math.Max(second.Size, sealedSize))
        {
            throw Refuse(
                LogFinding.Shorter,
                string.Create(CultureInfo.InvariantCulture, $"Het logboek heeft {length} rijen, maar er waren er al {Math.Max(second.Size, sealedSize)} verzegeld: dit is een oudere kopie, of er is gewist."));
        }

        if (RootAt(connection, tiles, sealedSize, second.Size) != second.Root)
        {
            throw Refuse(
                LogFinding.OtherRoot,
                string.Create(CultureInfo.InvariantCulture, $"De eerste {second.Size} rijen zijn niet die waarover het laatste zegel gaat."));
        }

        CheckLastRows(connection, tiles, Math.Max(first ?? 1, sealedSize - RowsLookedAt + 1), sealedSize);
    }

    /// <summary>A checkpoint in a note that this key signed; null otherwise.</summary>
    public static Checkpoint? Open(string text, NoteVerifier key) =>
        SignedNote.TryParse(text, out var note)
        && note.IsSignedBy(key)
        && Checkpoint.TryParse(note.Text, out var checkpoint)
        && string.Equals(checkpoint.Origin, key.Name, StringComparison.Ordinal)
            ? checkpoint
            : null;

    private static long CheckStoredTree(SqliteConnection connection, ITileSource tiles, NoteVerifier key)
    {
        var text = connection.QuerySingleOrDefault<string>("SELECT note FROM log_checkpoint ORDER BY minute DESC LIMIT 1");
        if (text is null)
        {
            return 0;
        }

        try
        {
            if (Open(text, key) is { } stored && stored.Size == LogPostings.SealedSize(connection) && new TreeReader(tiles).RootAt(stored.Size) == stored.Root)
            {
                return stored.Size;
            }
        }
        catch (InvalidDataException)
        {
            // A tile is missing: told below.
        }

        throw Refuse(LogFinding.TreeDamaged, "De boom in de database past niet bij haar eigen zegel.");
    }

    // The database may be behind the second place, not the other way round only: its last transaction can be lost while the rows stand.
    private static MerkleHash RootAt(SqliteConnection connection, ITileSource tiles, long sealedSize, long size)
    {
        if (size <= sealedSize)
        {
            return new TreeReader(tiles).RootAt(size);
        }

        var tree = MerkleTree.Open(sealedSize, tiles);
        foreach (var row in LogPostings.RowsAfter(connection, sealedSize).Take((int)(size - sealedSize)))
        {
            tree.Append(MerkleHash.Leaf(row));
        }

        return tree.Root;
    }

    private static void CheckLastRows(SqliteConnection connection, ITileSource tiles, long first, long last)
    {
        var tile = default(TileId);
        ReadOnlyMemory<byte>? hashes = null;
        var expected = first;
        foreach (var row in connection.Query<byte[]>("SELECT row FROM query_log WHERE seq BETWEEN @first AND @last ORDER BY seq", new { first, last }, buffered: false))
        {
            var place = new TileId(0, (expected - 1) / LogFormat.TileWidth);
            if (hashes is null || place != tile)
            {
                tile = place;
                hashes = tiles.Read(tile);
            }

            var at = (int)((expected - 1) % LogFormat.TileWidth) * LogFormat.HashBytes;
            if (QueryRow.SeqOf(row) != expected || hashes is not { } leaves || MerkleHash.FromBytes(leaves.Span.Slice(at, LogFormat.HashBytes)) != MerkleHash.Leaf(row))
            {
                throw Refuse(LogFinding.RowChanged, string.Create(CultureInfo.InvariantCulture, $"Rij {expected} is niet de rij die is verzegeld, of ontbreekt."));
            }

            expected++;
        }
    }

    private static LogRefusedException Refuse(LogFinding finding, string found) => new(finding, found, WhatToDo);
}
