using System.Numerics;
using FASTER.core;
using Meldpunt.Index.Keys;

namespace Meldpunt.Index.Hot;

/// <summary>
/// The sizes that FASTER is given. All are explicit: its defaults take 16 GiB, and a log on no device that outgrows its memory
/// drops the oldest records without a word (measured, docs/adr/0002).
/// </summary>
internal static class FasterSettings
{
    /// <summary>Bytes of one record: FASTER's header of 8, a key of 16, a value of 8.</summary>
    public const int RecordBytes = 32;

    // 1 MiB: a page is allocated when the log reaches it, so a small register stays small.
    private const long PageBytes = 1L << 20;

    // A bucket of 64 bytes has room for 7. Room is asked for the most that entries can need, and they need a third of it when half of the room is used.
    private const int KeysPerBucket = 12;
    private const int BucketBytes = 64;

    /// <summary>Bytes of log memory for so many records, a power of two. Two pages over: the slack that is never filled, and FASTER's own first bytes.</summary>
    public static long MemoryBytes(long maxRecords) =>
        Math.Max(16 * PageBytes, (long)BitOperations.RoundUpToPowerOf2((ulong)((maxRecords * RecordBytes) + (2 * PageBytes))));

    /// <summary>Settings of an in-memory store that holds so many records.</summary>
    public static FasterKVSettings<MatchKey, long> Create(long maxRecords, IDevice noDevice) => new()
    {
        IndexSize = (long)BitOperations.RoundUpToPowerOf2((ulong)Math.Max(1L << 16, maxRecords / KeysPerBucket * BucketBytes)),
        PageSize = PageBytes,
        MemorySize = MemoryBytes(maxRecords),
        SegmentSize = 1L << 30,
        // The whole memory stays mutable: a changed value is written in place and needs no second record.
        MutableFraction = 1.0,
        LogDevice = noDevice,
        ObjectLogDevice = noDevice,
        ReadCacheEnabled = false,
        TryRecoverLatest = false,
        EqualityComparer = new MatchKeyComparer(),
    };
}
