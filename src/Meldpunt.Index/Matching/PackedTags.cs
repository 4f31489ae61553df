using System.Buffers.Binary;

namespace Meldpunt.Index.Matching;

/// <summary>
/// The tags of an entry as the index keeps them: 40 bits each, side by side. A visitor is compared with the tags of a handful of entries that already share
/// a whole tag of 64 bits, so two tags that are equal by chance are met once in some hundred million visitors, and would then still
/// have to be what the rule was short of (docs/adr/0010).
/// </summary>
internal static class PackedTags
{
    /// <summary>The part of a tag that is kept.</summary>
    public const ulong Mask = (1UL << (8 * BytesPerTag)) - 1;

    /// <summary>Bytes of one tag.</summary>
    public const int BytesPerTag = 5;

    // So that the last tag can be read as 8 bytes like the others.
    private const int Slack = sizeof(ulong) - BytesPerTag;

    /// <summary>The tags, packed.</summary>
    public static byte[] Pack(IReadOnlyList<ulong> tags)
    {
        var packed = new byte[(tags.Count * BytesPerTag) + Slack];
        for (var tag = 0; tag < tags.Count; tag++)
        {
            // From the front, so that the slack of each is overwritten by the next.
            BinaryPrimitives.WriteUInt64LittleEndian(packed.AsSpan(tag * BytesPerTag), tags[tag] & Mask);
        }

        return packed;
    }

    /// <summary>How many tags are packed here.</summary>
    public static int Count(ReadOnlySpan<byte> packed) => packed.Length < sizeof(ulong) ? 0 : (packed.Length - Slack) / BytesPerTag;

    /// <summary>One of them.</summary>
    public static ulong Read(ReadOnlySpan<byte> packed, int tag) => BinaryPrimitives.ReadUInt64LittleEndian(packed[(tag * BytesPerTag)..]) & Mask;
}
