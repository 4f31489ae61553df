using System.Buffers.Binary;
using System.Security.Cryptography;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Keys;

namespace Meldpunt.Admin.QueryLog;

/// <summary>
/// Ids of queries: the number of the row and eight random bytes, encrypted as one block of AES-256 (FIPS 197). Who has no key sees 128 random bits; here the row is found
/// without an index over millions of random ids, whose upkeep took more time than all else that is done for a row (ADR 0018).
/// </summary>
public sealed class QueryIds : IDisposable
{
    private readonly Aes _aes = Aes.Create();
    private readonly ICryptoTransform _encryptor;

    // Only used on the writer's thread.
    private readonly byte[] _plain = new byte[OpaqueId.SizeBytes];
    private readonly byte[] _block = new byte[OpaqueId.SizeBytes];

    public QueryIds(SecretKey key)
    {
        ArgumentNullException.ThrowIfNull(key);

#pragma warning disable CA5358 // One block and never twice the same: there is no chain to make, and no pattern between blocks to hide.
        _aes.Mode = CipherMode.ECB;
#pragma warning restore CA5358
        _aes.Padding = PaddingMode.None;
        _aes.SetKey(key.Bytes);
        _encryptor = _aes.CreateEncryptor();
    }

    /// <summary>The number of the row that an id was made for. An id that was not made here gives any number: compare with what stands in the row.</summary>
    public long SeqOf(OpaqueId id)
    {
        Span<byte> block = stackalloc byte[OpaqueId.SizeBytes];
        id.CopyTo(block);
        Span<byte> plain = stackalloc byte[OpaqueId.SizeBytes];
        _aes.DecryptEcb(block, plain, PaddingMode.None);
        return BinaryPrimitives.ReadInt64BigEndian(plain);
    }

    public void Dispose()
    {
        _encryptor.Dispose();
        _aes.Dispose();
    }

    /// <summary>Turns sixteen random bytes into the id of a row; the last eight of them stay in it. Only on the thread that gives rows their numbers.</summary>
    internal void Write(Span<byte> random, long seq)
    {
        random.CopyTo(_plain);
        BinaryPrimitives.WriteInt64BigEndian(_plain, seq);
        _encryptor.TransformBlock(_plain, 0, _plain.Length, _block, 0);
        _block.CopyTo(random);
    }
}
