using System.Text;
using Dapper;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Admin.QueryLog.Tree;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.QueryLog.Seal;

/// <summary>Who the log is: the name and public key of its seal. Given once, when the log is begun; serving never begins one.</summary>
public sealed class LogIdentity
{
    private LogIdentity()
    {
    }

    /// <summary>The name of the log and of its key.</summary>
    public string Origin { get; init; } = string.Empty;

    /// <summary>The public key as text (C2SP signed-note, vkey).</summary>
    public string Vkey { get; init; } = string.Empty;

    /// <summary>When the log was begun.</summary>
    public DateTimeOffset BornAt { get; init; }

    /// <summary>Reads it; null for a log that was begun before there was a seal.</summary>
    internal static LogIdentity? Read(SqliteConnection connection) =>
        connection.QuerySingleOrDefault<LogIdentity>("SELECT origin, vkey, born_at FROM log_identity");

    /// <summary>
    /// Begins the log: the key, the empty checkpoint in the second place, and last the row that says so. Broken off at any moment it can be done again,
    /// until something was sealed.
    /// </summary>
    /// <param name="connection">The database, without an identity.</param>
    /// <param name="keysFolder">Where the public key and the second place go.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="origin">The name; null for one made of the installation's id.</param>
    /// <param name="time">The clock.</param>
    internal static LogIdentity Begin(SqliteConnection connection, string keysFolder, Keyring keys, string? origin, TimeProvider time)
    {
        // Under the writer's lock from the beginning: two programs may open an old installation at once, and one that came late would
        // put the empty checkpoint over the first seals of the other.
        using var transaction = connection.BeginTransaction(deferred: false);
        if (Read(connection) is { } begun)
        {
            return begun;
        }

        RefuseWhenSealedBefore(connection, keysFolder);
        var name = origin ?? $"meldpunt/{connection.QuerySingle<OpaqueId>("SELECT id FROM installation").ToString()[..12]}";
        var signer = new NoteSigner(name, keys.OpenOrCreateLogSigning());
        var empty = signer.SignNote(new Checkpoint(name, 0, MerkleHash.Empty).ToText());
        DurableFile.Replace(Path.Combine(keysFolder, LogFormat.PublicKeyFile), Encoding.UTF8.GetBytes(signer.VerifierKey + "\n"));
        DurableFile.Replace(SecondPlace.PathIn(keysFolder), Encoding.UTF8.GetBytes(empty.ToString()));
        connection.Execute(
            "INSERT INTO log_identity (only, origin, vkey, born_at, retention_months) VALUES (1, @name, @vkey, @now, @months)",
            new { name, vkey = signer.VerifierKey, now = time.GetUtcNow(), months = LogFormat.DefaultRetentionMonths });
        transaction.Commit();
        return Read(connection)!;
    }

    // A log that has a seal was begun, and a second beginning would make its second place forget. A database that knows of no seal, beside a second place that does,
    // is one from before: somebody put it back.
    private static void RefuseWhenSealedBefore(SqliteConnection connection, string keysFolder)
    {
        if (LogPostings.SealedSize(connection) > 0)
        {
            throw new LogRefusedException(
                LogFinding.SecondPlaceMissing, "De database heeft zegels, maar weet niet meer van welk logboek: daar is iets uit gehaald.", LogStart.WhatToDo);
        }

        var known = SecondPlace.ReadFrom(keysFolder);
        if (known is null || (SignedNote.TryParse(known, out var note) && Checkpoint.TryParse(note.Text, out var checkpoint) && checkpoint.Size == 0))
        {
            return;
        }

        throw new LogRefusedException(
            LogFinding.Shorter,
            "De database weet van geen zegel, maar naast de sleutels staat er een: dit is een kopie van lang geleden.",
            LogStart.WhatToDo);
    }
}
