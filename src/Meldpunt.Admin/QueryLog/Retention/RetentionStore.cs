using Dapper;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.QueryLog.Retention;

/// <summary>How long rows are kept, and what was erased.</summary>
public sealed class RetentionStore(SqliteDatabase database, StoreWriter writer, LogIdentity identity, Keyring keys, TimeProvider time)
{
    /// <summary>Months that rows are kept now.</summary>
    public int Months()
    {
        using var connection = database.Open();
        return MonthsIn(connection);
    }

    /// <summary>The shortest period that ever was in force: an export says no more than that of when what was chosen.</summary>
    public int ShortestMonths() => Choices().SelectMany(choice => (int[])[choice.Months, choice.MonthsBefore]).Append(Months()).Min();

    /// <summary>What would be erased now if rows were kept so many months; null when nothing.</summary>
    public LogErasure? WouldErase(int months)
    {
        using var connection = database.Open();
        var now = time.GetUtcNow();
        var before = RetentionTerm.Before(now, months);
        var last = Math.Min(QueryLogReader.FirstSeqFrom(connection, before) - 1, LogPostings.SealedSize(connection));
        return last > LastErased(connection) ? new LogErasure(last, before, now) : null;
    }

    /// <summary>Chooses another period; completes when that is durable. Throws <see cref="AdministrationException"/> for one that is too short or too long.</summary>
    /// <returns>Months that rows were kept until now.</returns>
    public Task<int> ChooseAsync(int months)
    {
        if (months is < RetentionTerm.MinMonths or > RetentionTerm.MaxMonths)
        {
            throw new AdministrationException($"De bewaartermijn is {RetentionTerm.MinMonths} tot {RetentionTerm.MaxMonths} maanden.");
        }

        return writer.WriteAsync(connection =>
        {
            var before = MonthsIn(connection);
            if (months != before)
            {
                var choice = new RetentionChoice { ChosenAt = time.GetUtcNow(), Months = months, MonthsBefore = before };
                var note = new NoteSigner(identity.Origin, keys.OpenLogSigning()).SignNote(choice.ToText(identity.Origin)).ToString();
                connection.Execute(
                    "INSERT INTO log_retention (chosen_at, months, months_before, note) VALUES (@ChosenAt, @Months, @MonthsBefore, @note)",
                    new { choice.ChosenAt, choice.Months, choice.MonthsBefore, note });
                connection.Execute("UPDATE log_identity SET retention_months = @months", new { months });
            }

            return before;
        });
    }

    /// <summary>The choices that were made with the log's key, newest first.</summary>
    public IReadOnlyList<RetentionChoice> Choices()
    {
        using var connection = database.Open();
        return ChoicesIn(connection);
    }

    /// <summary>What was decided to be erased, newest first, at most so many.</summary>
    public IReadOnlyList<LogErasure> Erasures(int count)
    {
        using var connection = database.Open();
        return ErasuresIn(connection, count);
    }

    // By the choices that were signed, and not by the number beside the log's name: that one, and a row without a signature, anybody can write who has the database.
    internal int MonthsIn(SqliteConnection connection) => ChoicesIn(connection) is [var newest, ..] ? newest.Months : LogFormat.DefaultRetentionMonths;

    internal static IReadOnlyList<LogErasure> ErasuresIn(SqliteConnection connection, int count) => connection
        .Query<string>("SELECT note FROM log_erasure ORDER BY last_seq DESC LIMIT @count", new { count })
        .Select(LogErasure.Read)
        .OfType<LogErasure>()
        .ToList();

    /// <summary>The last row that may go by a statement of this key; 0 when nothing was ever erased, null when the newest statement is not by this key or is about other rows.</summary>
    internal static long? LastErased(SqliteConnection connection, NoteVerifier key)
    {
        var (last, stored) = connection.QuerySingleOrDefault<(long Last, string? Note)>("SELECT last_seq, note FROM log_erasure ORDER BY last_seq DESC LIMIT 1");
        if (stored is null)
        {
            return 0;
        }

        return SignedNote.TryParse(stored, out var note)
            && note.IsSignedBy(key)
            && LogErasure.Read(stored) is { } erasure
            && erasure.LastSeq == last
            && string.Equals(note.Text, erasure.ToText(key.Name), StringComparison.Ordinal)
                ? last
                : null;
    }

    /// <summary>The last row that a statement names, whoever wrote it.</summary>
    internal static long LastErased(SqliteConnection connection) => connection.ExecuteScalar<long>("SELECT coalesce(max(last_seq), 0) FROM log_erasure");

    private List<RetentionChoice> ChoicesIn(SqliteConnection connection) =>
        !NoteVerifier.TryParse(identity.Vkey, out var key)
            ? []
            : [.. connection
                .Query<RetentionChoice>("SELECT chosen_at, months, months_before, note FROM log_retention ORDER BY chosen_at DESC")
                .Where(choice => choice.IsSignedBy(key))];
}
