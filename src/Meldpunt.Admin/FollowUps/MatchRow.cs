using System.Buffers.Binary;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Matching;

namespace Meldpunt.Admin.FollowUps;

/// <summary>What follow-up needs of a row of the log: a match at a gate or a desk, or an act.</summary>
internal sealed class MatchRow
{
    private readonly byte[] _row;

    /// <param name="row">Its bytes.</param>
    /// <param name="actText">The text of the act that it is of; null when it is of none, or the text is gone.</param>
    public MatchRow(byte[] row, string? actText)
    {
        _row = row;
        Act = actText is null ? null : Parse(actText);
    }

    /// <summary>What was done, when the row is of an act.</summary>
    public Act? Act { get; }

    public long Seq => QueryRow.SeqOf(_row);

    public DateTimeOffset At => DateTimeOffset.FromUnixTimeMilliseconds(QueryRow.TimeOf(_row));

    private QueryPurpose Purpose => (QueryPurpose)_row[LogFormat.PurposeAt];

    /// <summary>True for a visitor who matched: it has cases.</summary>
    public bool OpensCases => Purpose == QueryPurpose.Gate && IsMatch;

    /// <summary>True when a participant came to know that an entry is there.</summary>
    public bool HasRecipient => IsMatch && Purpose is QueryPurpose.Gate or QueryPurpose.Registration && !ParticipantId.IsEmpty;

    public OpaqueId ParticipantId => QueryRow.IdAt(_row, LogFormat.ParticipantAt);

    /// <summary>The entries that matched, as far as the row has room for them.</summary>
    public IEnumerable<OpaqueId> Matched => Enumerable.Range(0, (int)Math.Min(LogFormat.MaxMatched, BinaryPrimitives.ReadUInt32BigEndian(_row.AsSpan(LogFormat.MatchedCountAt))))
        .Select(place => QueryRow.IdAt(_row, LogFormat.MatchedAt + (place * LogFormat.IdBytes)));

    // A text that somebody bent is found by whoever checks the log; what happens at gates goes on meanwhile.
    private static Act? Parse(string text)
    {
        try
        {
            return Act.Parse(text);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private bool IsMatch => _row[LogFormat.OutcomeAt] == (byte)QueryOutcome.Match;

    /// <summary>The case of one of the entries, as it begins.</summary>
    public FollowUp Case(int place, OpaqueId entryId, OpaqueId sourceId)
    {
        var (year, number) = QueryRow.ReferenceOf(_row);
        return new FollowUp
        {
            Id = OpaqueId.Create(),
            Seq = Seq,
            Place = place,
            QueryId = QueryRow.IdAt(_row, LogFormat.QueryIdAt),
            EntryId = entryId,
            MatchYear = year,
            MatchNumber = number,
            Agreement = (Agreement)BinaryPrimitives.ReadInt32BigEndian(_row.AsSpan(LogFormat.AgreementAt + (place * sizeof(int)))),
            OpenedAt = At,
            AskerId = ParticipantId,
            LocationId = QueryRow.IdAt(_row, LogFormat.LocationAt),
            AccountId = QueryRow.IdAt(_row, LogFormat.AccountAt),
            SourceId = sourceId,
            State = FollowUpState.ToCall,
            Version = 1,
        };
    }
}
