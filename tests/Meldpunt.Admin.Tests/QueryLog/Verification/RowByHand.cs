using System.Buffers.Binary;
using System.Text;

namespace Meldpunt.Admin.Tests.QueryLog.Verification;

/// <summary>Rows as the first section of the specification describes them, written with its own numbers and not with those of the program.</summary>
internal static class RowByHand
{
    public const int Bytes = 386;

    /// <summary>A visitor at a gate about whom nothing was found.</summary>
    public static byte[] NoMatch(long seq, DateTimeOffset time)
    {
        var row = new byte[Bytes];
        (row[0], row[1]) = (1, 1);
        BinaryPrimitives.WriteInt64BigEndian(row.AsSpan(4), seq);
        BinaryPrimitives.WriteInt64BigEndian(row.AsSpan(12), time.ToUnixTimeMilliseconds());

        // Ids, pseudonym and salt need only be something; what, follows from the number, so that a red run is red again.
        Fill(row.AsSpan(20, 96), seq);
        BinaryPrimitives.WriteUInt16BigEndian(row.AsSpan(286), (ushort)time.Year);
        row[288] = (byte)time.Month;
        Encoding.ASCII.GetBytes("koppeling-1/gewogen").CopyTo(row, 290);
        Fill(row.AsSpan(322), seq + 1_000_000);
        return row;
    }

    /// <summary>A visitor who matched so many entries.</summary>
    public static byte[] Match(long seq, DateTimeOffset time, uint reference, uint count = 1, int? year = null)
    {
        var row = NoMatch(seq, time);
        row[2] = 1;
        BinaryPrimitives.WriteUInt16BigEndian(row.AsSpan(116), (ushort)(year ?? time.Year));
        BinaryPrimitives.WriteUInt32BigEndian(row.AsSpan(118), reference);
        BinaryPrimitives.WriteUInt32BigEndian(row.AsSpan(122), count);
        var kept = (int)Math.Min(count, 8);
        Fill(row.AsSpan(126, kept * 16), seq + 2_000_000);
        row.AsSpan(254, kept * 4).Fill(1);
        return row;
    }

    /// <summary>A question that was not answered because a budget was used up: the purpose is another, and nothing was found.</summary>
    public static byte[] Refused(long seq, DateTimeOffset time)
    {
        var row = NoMatch(seq, time);
        row[1] = 5;
        return row;
    }

    private static void Fill(Span<byte> bytes, long seed)
    {
        for (var index = 0; index < bytes.Length; index++)
        {
            bytes[index] = (byte)(1 + (((seed * 31) + index) % 251));
        }
    }
}
