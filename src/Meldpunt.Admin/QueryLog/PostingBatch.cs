using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.QueryLog;

/// <summary>
/// The postings of the rows of one sealing, gathered by key: a gate that asked fifty times gets one entry and not fifty. <c>docs/spec/query-log.md</c>,
/// section 7.
/// </summary>
internal sealed class PostingBatch
{
    private readonly Dictionary<PartyKey, Posting> _parties = [];
    private readonly List<(byte[] Key, long Seq)> _single = [];
    private Posting? _matches;

    /// <summary>Takes up a row; rows come in order, and no further apart than two bytes can say.</summary>
    public void Add(ReadOnlySpan<byte> row)
    {
        var seq = QueryRow.SeqOf(row);
        var isMatch = row[LogFormat.OutcomeAt] == (byte)QueryOutcome.Match;
        _single.Add((LogPostings.OfQuery(QueryRow.IdAt(row, LogFormat.QueryIdAt)), seq));
        AddParty(QueryRow.IdAt(row, LogFormat.ParticipantAt), isMatch, seq);
        AddParty(QueryRow.IdAt(row, LogFormat.LocationAt), isMatch, seq);
        AddParty(QueryRow.IdAt(row, LogFormat.AccountAt), isMatch, seq);
        if (isMatch)
        {
            (_matches ??= new Posting(seq)).Add(seq);
        }

        if (QueryRow.ReferenceOf(row) is { Number: > 0 } reference)
        {
            _single.Add((LogPostings.OfReference(reference.Year, reference.Number), seq));
        }
    }

    /// <summary>Writes them. In order of their keys, which is the order in which they are stored.</summary>
    public void Write(SqliteConnection connection)
    {
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT OR REPLACE INTO log_index (key, first_seq, offsets) VALUES (@key, @first, @offsets)";
        var key = insert.Parameters.Add("@key", SqliteType.Blob);
        var first = insert.Parameters.Add("@first", SqliteType.Integer);
        var offsets = insert.Parameters.Add("@offsets", SqliteType.Blob);
        foreach (var (postingKey, posting) in All().OrderBy(entry => entry.Key, ByBytes))
        {
            key.Value = postingKey;
            first.Value = posting.First;
            offsets.Value = posting.Offsets;
            insert.ExecuteNonQuery();
        }
    }

    private static readonly Comparer<byte[]> ByBytes = Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right));

    private IEnumerable<(byte[] Key, Posting Posting)> All()
    {
        var all = _single.Select(single => (single.Key, new Posting(single.Seq)))
            .Concat(_parties.Select(party => (LogPostings.OfParty(party.Key.Id, party.Key.MatchesOnly), party.Value)));
        return _matches is null ? all : all.Append((LogPostings.OfMatches(), _matches));
    }

    private void AddParty(OpaqueId id, bool isMatch, long seq)
    {
        if (id.IsEmpty)
        {
            return;
        }

        AddTo(new PartyKey(id, MatchesOnly: false), seq);
        if (isMatch)
        {
            AddTo(new PartyKey(id, MatchesOnly: true), seq);
        }
    }

    private void AddTo(PartyKey key, long seq)
    {
        if (!_parties.TryGetValue(key, out var posting))
        {
            _parties.Add(key, posting = new Posting(seq));
        }

        posting.Add(seq);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct PartyKey(OpaqueId Id, bool MatchesOnly);

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
