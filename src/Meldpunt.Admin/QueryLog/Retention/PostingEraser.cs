using System.Buffers.Binary;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.QueryLog.Retention;

/// <summary>
/// Erases what finds rows that are erased. Each key of each row is looked up; an entry that stands for later rows as well is cut. Only the last reference of a year
/// stays, a number that names nobody: no other match may get it again.
/// </summary>
internal static class PostingEraser
{
    /// <summary>Erases the postings of rows.</summary>
    /// <param name="connection">Inside the caller's transaction.</param>
    /// <param name="rows">The rows, oldest first.</param>
    /// <param name="through">The last of them; every row before it is erased as well.</param>
    public static void Erase(SqliteConnection connection, IReadOnlyList<byte[]> rows, long through)
    {
        foreach (var key in rows.SelectMany(row => LogPostings.KeysOf(row)).DistinctBy(Convert.ToHexString, StringComparer.Ordinal))
        {
            Cut(connection, key, through);
        }

        foreach (var (year, number) in rows.Select(row => QueryRow.ReferenceOf(row)).Where(reference => reference.Number > 0))
        {
            EraseReferences(connection, year, number);
        }
    }

    private static void Cut(SqliteConnection connection, byte[] key, long through)
    {
        foreach (var (firstSeq, offsets) in connection.Query<(long FirstSeq, byte[] Offsets)>(
            "SELECT first_seq, offsets FROM log_index WHERE key = @key AND first_seq <= @through", new { key, through }).AsList())
        {
            connection.Execute("DELETE FROM log_index WHERE key = @key AND first_seq = @firstSeq", new { key, firstSeq });
            var later = LogPostings.SeqsOf(firstSeq, offsets).Where(seq => seq > through).ToList();
            if (later.Count > 0)
            {
                connection.Execute("INSERT INTO log_index (key, first_seq, offsets) VALUES (@key, @first, @offsets)", new { key, first = later[0], offsets = Offsets(later) });
            }
        }
    }

    private static byte[] Offsets(List<long> seqs)
    {
        var offsets = new byte[(seqs.Count - 1) * sizeof(ushort)];
        for (var place = 1; place < seqs.Count; place++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(offsets.AsSpan((place - 1) * sizeof(ushort)), (ushort)(seqs[place] - seqs[0]));
        }

        return offsets;
    }

    private static void EraseReferences(SqliteConnection connection, int year, int number)
    {
        var (first, here, last) = (LogPostings.OfReference(year, 0), LogPostings.OfReference(year, number), LogPostings.OfReference(year, int.MaxValue));
        connection.Execute("DELETE FROM log_index WHERE key >= @first AND key < @here", new { first, here });
        connection.Execute(
            "DELETE FROM log_index WHERE key = @here AND EXISTS (SELECT 1 FROM log_index WHERE key > @here AND key <= @last)", new { here, last });
    }
}
