using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.QueryLog;

/// <summary>
/// The postings of the rows of one sealing, gathered by key: a gate that asked fifty times gets one entry and not fifty. <c>docs/spec/query-log.md</c>,
/// section 7.
/// </summary>
internal sealed class PostingBatch
{
    // In the order in which they are stored, and put in it here: the writer, for whom gates wait, only writes.
    private readonly SortedDictionary<byte[], Posting> _postings = new(Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right)));

    /// <summary>Takes up a row; rows come in order, and no further apart than two bytes can say.</summary>
    public void Add(byte[] row)
    {
        var seq = QueryRow.SeqOf(row);
        foreach (var key in LogPostings.KeysOf(row))
        {
            AddTo(key, seq);
        }

        if (QueryRow.ReferenceOf(row) is { Number: > 0 } reference)
        {
            AddTo(LogPostings.OfReference(reference.Year, reference.Number), seq);
        }
    }

    /// <summary>Writes them.</summary>
    public void Write(SqliteConnection connection)
    {
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT OR REPLACE INTO log_index (key, first_seq, offsets) VALUES (@key, @first, @offsets)";
        var keyValue = insert.Parameters.Add("@key", SqliteType.Blob);
        var first = insert.Parameters.Add("@first", SqliteType.Integer);
        var offsets = insert.Parameters.Add("@offsets", SqliteType.Blob);
        foreach (var (key, posting) in _postings)
        {
            keyValue.Value = key;
            first.Value = posting.First;
            offsets.Value = posting.Offsets;
            insert.ExecuteNonQuery();
        }
    }

    private void AddTo(byte[] key, long seq)
    {
        if (!_postings.TryGetValue(key, out var posting))
        {
            _postings.Add(key, posting = new Posting(seq));
        }

        posting.Add(seq);
    }

    private sealed class Posting(long first)
    {
        private readonly List<byte> _offsets = [];

        public long First { get; } = first;

        public byte[] Offsets => [.. _offsets];

        public void Add(long seq)
        {
            if (seq == First)
            {
                return;
            }

            Span<byte> offset = stackalloc byte[sizeof(ushort)];
            BinaryPrimitives.WriteUInt16BigEndian(offset, checked((ushort)(seq - First)));
            _offsets.AddRange(offset);
        }
    }
}
