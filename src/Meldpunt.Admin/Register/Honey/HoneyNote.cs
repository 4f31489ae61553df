using System.Buffers.Binary;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Register.Honey;

/// <summary>What the consortium knows of a person who does not exist, and nobody else: which entry it is, who made it, and the officer who agreed to it.</summary>
/// <param name="EntryId">The entry, which is like any other.</param>
/// <param name="ParticipantId">In whose register it stands.</param>
/// <param name="OfficerId">In whose name it was registered.</param>
/// <param name="MadeBy">The account of the consortium that made it.</param>
/// <param name="MadeAt">When.</param>
public sealed record HoneyNote(OpaqueId EntryId, OpaqueId ParticipantId, OpaqueId OfficerId, OpaqueId MadeBy, DateTimeOffset MadeAt)
{
    /// <summary>Bytes of a note, and of the nothing that fills a box without one.</summary>
    internal const int SizeBytes = 96;

    private const int ParticipantAt = OpaqueId.SizeBytes;
    private const int OfficerAt = 2 * OpaqueId.SizeBytes;
    private const int MadeByAt = 3 * OpaqueId.SizeBytes;
    private const int MadeAtAt = 4 * OpaqueId.SizeBytes;

    /// <summary>Reads a note; null for a box without one.</summary>
    internal static HoneyNote? Read(ReadOnlySpan<byte> bytes)
    {
        var entryId = IdAt(bytes, 0);
        return entryId.IsEmpty
            ? null
            : new HoneyNote(
                entryId, IdAt(bytes, ParticipantAt), IdAt(bytes, OfficerAt), IdAt(bytes, MadeByAt),
                DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(bytes[MadeAtAt..])));
    }

    /// <summary>Writes it into zeros.</summary>
    internal void Write(Span<byte> bytes)
    {
        EntryId.CopyTo(bytes);
        ParticipantId.CopyTo(bytes[ParticipantAt..]);
        OfficerId.CopyTo(bytes[OfficerAt..]);
        MadeBy.CopyTo(bytes[MadeByAt..]);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[MadeAtAt..], MadeAt.ToUnixTimeMilliseconds());
    }

    public override string ToString() => nameof(HoneyNote);

    private static OpaqueId IdAt(ReadOnlySpan<byte> bytes, int at) => new(bytes.Slice(at, OpaqueId.SizeBytes));
}
