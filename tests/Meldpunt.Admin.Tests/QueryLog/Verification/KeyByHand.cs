using System.Security.Cryptography;
using System.Text;
using Meldpunt.Index.Keys;

namespace Meldpunt.Admin.Tests.QueryLog.Verification;

/// <summary>A log's key, and what is signed with it, as the third section of the specification describes it.</summary>
internal sealed class KeyByHand
{
    private readonly byte[] _seed = new byte[32];
    private readonly byte[] _public = new byte[32];

    public KeyByHand(string origin, byte number)
    {
        Origin = origin;
        _seed.AsSpan().Fill(number);
        Sodium.PublicKeyOf(_public, _seed);
    }

    public string Origin { get; }

    public string VerifierKey => $"{Origin}+{Convert.ToHexStringLower(Id)}+{Convert.ToBase64String([1, .. _public])}";

    public byte[] Id => SHA256.HashData([.. Encoding.UTF8.GetBytes(Origin), 0x0A, 1, .. _public])[..4];

    /// <summary>A checkpoint; the origin in its text may be another than the name of the key.</summary>
    public string Checkpoint(long size, byte[] root, string? origin = null) => Note($"{origin ?? Origin}\n{size}\n{Convert.ToBase64String(root)}\n");

    public string Erasure(long lastSeq, string before, string decided) => Note($"{Origin}/bewaartermijn\n{lastSeq}\n{before}\n{decided}\n");

    public string Note(string text) => $"{text}\n{SignatureLine(text)}";

    public string SignatureLine(string text)
    {
        var signature = new byte[64];
        Sodium.Sign(signature, Encoding.UTF8.GetBytes(text), _seed, _public);
        return $"— {Origin} {Convert.ToBase64String([.. Id, .. signature])}\n";
    }
}
