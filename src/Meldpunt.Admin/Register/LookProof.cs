using System.Buffers.Binary;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Register;

/// <summary>Whether a row of the query log shows that a desk looked somebody up a short while ago and found an entry.</summary>
internal static class LookProof
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>True for a look of the caller's own participant, of less than a day ago, whose row names the entry.</summary>
    public static bool Holds(ReadOnlySpan<byte> row, Caller caller, OpaqueId entryId, DateTimeOffset now)
    {
        var look = QueryRow.Read(row);
        return look.Purpose == QueryPurpose.Registration
            && look.ParticipantId == caller.Participant!.Id
            && look.RecordedAt > now - Lifetime
            && Names(row, entryId);
    }

    private static bool Names(ReadOnlySpan<byte> row, OpaqueId entryId)
    {
        var count = Math.Min(BinaryPrimitives.ReadUInt32BigEndian(row[LogFormat.MatchedCountAt..]), LogFormat.MaxMatched);
        for (var place = 0; place < count; place++)
        {
            if (QueryRow.IdAt(row, LogFormat.MatchedAt + (place * LogFormat.IdBytes)) == entryId)
            {
                return true;
            }
        }

        return false;
    }
}
