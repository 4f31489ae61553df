using System.Globalization;
using Dapper;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Admin.QueryLog.Retention;
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
        + "bewaar deze map zoals ze is, en bel het samenwerkingsverband: de deelnemers hebben een zegel bewaard. Zie docs/operations.md, 'When the log does not agree with its seal'.";

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

        try
        {
            var sealedSize = CheckStoredTree(connection, tiles, key);
            var erased = CheckLength(connection, key, Math.Max(second.Size, sealedSize));
            CheckRoot(connection, tiles, sealedSize, second);
            CheckLastRows(connection, new TileCache(tiles), Math.Max(erased + 1, sealedSize - RowsLookedAt + 1), sealedSize);
        }
        catch (InvalidDataException)
        {
            throw TreeDamaged();
        }
    }

    /// <summary>
    /// What is wrong with the tree in the database when these rows were published: it must be whole by its own seal and begin with them. For a service that
    /// runs and takes the tree up again.
    /// </summary>
    public static LogFinding FindingOf(SqliteConnection connection, ITileSource tiles, NoteVerifier key, Checkpoint published)
    {
        try
        {
            return RootAt(connection, tiles, CheckStoredTree(connection, tiles, key), published.Size) == published.Root ? LogFinding.None : LogFinding.OtherRoot;
        }
        catch (LogRefusedException refused)
        {
            return refused.Finding;
        }
        catch (InvalidDataException)
        {
            return LogFinding.TreeDamaged;
        }
    }

    /// <summary>A checkpoint in a note that this key signed; null otherwise.</summary>
    public static Checkpoint? Open(string text, NoteVerifier key) =>
        SignedNote.TryParse(text, out var note)
        && note.IsSignedBy(key)
        && Checkpoint.TryParse(note.Text, out var checkpoint)
        && string.Equals(checkpoint.Origin, key.Name, StringComparison.Ordinal)
            ? checkpoint
            : null;

    // How many rows the tree in the database has. It may be behind the second place: its last transaction can be lost while the rows stand.
    private static long CheckStoredTree(SqliteConnection connection, ITileSource tiles, NoteVerifier key)
    {
        var text = connection.QuerySingleOrDefault<string>("SELECT note FROM log_checkpoint ORDER BY minute DESC LIMIT 1");
        if (text is null)
        {
            return 0;
        }

        return Open(text, key) is { } stored && stored.Size == LogPostings.SealedSize(connection) && new TreeReader(tiles).RootAt(stored.Size) == stored.Root
            ? stored.Size
            : throw TreeDamaged();
    }

    // What is erased by a statement may be gone, and nothing else; the last number of it.
    private static long CheckLength(SqliteConnection connection, NoteVerifier key, long atLeast)
    {
        if (RetentionStore.LastErased(connection, key) is not { } erased)
        {
            throw Refuse(LogFinding.FalseErasure, "In de database staat een verklaring dat rijen gewist zijn, maar ze is niet getekend met de sleutel van dit logboek.");
        }

        var (first, last) = connection.QuerySingle<(long? First, long? Last)>("SELECT (SELECT min(seq) FROM query_log), (SELECT max(seq) FROM query_log)");
        var length = last ?? erased;
        if (length < atLeast)
        {
            throw Refuse(
                LogFinding.Shorter,
                string.Create(CultureInfo.InvariantCulture, $"Het logboek heeft {length} rijen, maar er waren er al {atLeast} verzegeld: dit is een oudere kopie, of er is gewist."));
        }

        return first > erased + 1 ? throw RowChanged(erased + 1) : erased;
    }

    private static void CheckRoot(SqliteConnection connection, ITileSource tiles, long sealedSize, Checkpoint second)
    {
        if (RootAt(connection, tiles, sealedSize, second.Size) != second.Root)
        {
            throw Refuse(
                LogFinding.OtherRoot,
                string.Create(CultureInfo.InvariantCulture, $"De eerste {second.Size} rijen zijn niet die waarover het laatste zegel gaat."));
        }
    }

    private static MerkleHash RootAt(SqliteConnection connection, ITileSource tiles, long sealedSize, long size)
    {
        if (size <= sealedSize)
        {
            return new TreeReader(tiles).RootAt(size);
        }

        var tree = MerkleTree.Open(sealedSize, tiles);
        foreach (var row in LogPostings.RowsAfter(connection, sealedSize).TakeWhile(row => QueryRow.SeqOf(row) <= size))
        {
            tree.Append(MerkleHash.Leaf(row));
        }

        return tree.Root;
    }

    private static void CheckLastRows(SqliteConnection connection, TileCache tiles, long first, long last)
    {
        var expected = first;
        foreach (var row in connection.Query<byte[]>("SELECT row FROM query_log WHERE seq BETWEEN @first AND @last ORDER BY seq", new { first, last }, buffered: false))
        {
            if (QueryRow.SeqOf(row) != expected || MerkleHash.FromBytes(tiles.Hashes(level: 0, expected - 1, count: 1)) != MerkleHash.Leaf(row))
            {
                throw RowChanged(expected);
            }

            expected++;
        }

        if (expected <= last)
        {
            throw RowChanged(expected);
        }
    }

    private static LogRefusedException TreeDamaged() => Refuse(LogFinding.TreeDamaged, "De boom in de database past niet bij haar eigen zegel.");

    private static LogRefusedException RowChanged(long seq) => Refuse(
        LogFinding.RowChanged, string.Create(CultureInfo.InvariantCulture, $"Rij {seq} is niet de rij die is verzegeld, of ontbreekt."));

    private static LogRefusedException Refuse(LogFinding finding, string found) => new(finding, found, WhatToDo);
}
