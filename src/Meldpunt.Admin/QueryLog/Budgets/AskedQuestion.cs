using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.QueryLog.Budgets;

/// <summary>
/// What makes two questions one for the budgets: the same folded name and birth date, and the same birthplace, address and postcode as they were typed. The rule lets an address
/// decide where a name does not; if another address cost nothing, whoever knows a name could try those of a whole town for the price of one person.
/// </summary>
internal static class AskedQuestion
{
    private const int Places = 3;

    /// <summary>A keyed hash of it. Allocates nothing.</summary>
    public static UInt128 Hash(SecretKey key, PersonDetails person)
    {
        Span<byte> message = stackalloc byte[SubjectPseudonym.SizeBytes + (Places * (sizeof(char) + (PersonDetails.MaxNameLength * sizeof(char))))];
        SubjectPseudonym.Write(key, person, message);
        if (person is { Birthplace: null, Address: null, Postcode: null })
        {
            var name = MemoryMarshal.Read<UInt128>(message);
            message.Clear();
            return name;
        }

        var length = SubjectPseudonym.SizeBytes;
        Append(person.Birthplace, message, ref length);
        Append(person.Address, message, ref length);
        Append(person.Postcode, message, ref length);
        Span<byte> hash = stackalloc byte[SubjectPseudonym.SizeBytes];
        Sodium.KeyedHash(hash, message[..length], key.Bytes);
        message.Clear();
        return MemoryMarshal.Read<UInt128>(hash);
    }

    // Its length and then itself, so that no two of them run into each other.
    private static void Append(string? place, Span<byte> message, ref int length)
    {
        var bytes = MemoryMarshal.AsBytes(place.AsSpan(0, Math.Min(place?.Length ?? 0, PersonDetails.MaxNameLength)));
        BinaryPrimitives.WriteUInt16LittleEndian(message[length..], (ushort)bytes.Length);
        length += sizeof(ushort);
        bytes.CopyTo(message[length..]);
        length += bytes.Length;
    }
}
