using System.Security.Cryptography;
using Meldpunt.Index.Keys;

namespace Meldpunt.Admin.Keys;

/// <summary>
/// The root secret: 32 bytes in a file that only its owner can read (0600), or handed over by systemd as the credential
/// <c>meldpunt-root</c>. It only unwraps the master key.
/// </summary>
public static class RootSecret
{
    /// <summary>Name of the systemd credential (systemd.exec, LoadCredential).</summary>
    public const string CredentialName = "meldpunt-root";

    private const UnixFileMode ForOthers =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Makes a new root secret in a new file.</summary>
    public static void Create(string path)
    {
        using var key = SecretKey.Create();
        DurableFile.WriteNew(path, key.Bytes);
    }

    /// <summary>Reads the root secret; refuses a file that others can read or that has another size.</summary>
    public static SecretKey Read(string path)
    {
        if ((File.GetUnixFileMode(path) & ForOthers) != UnixFileMode.None)
        {
            throw new CryptographicException($"Others can read the key file {path}. Run: chmod 600 {path}");
        }

        var bytes = GC.AllocateUninitializedArray<byte>(SecretKey.SizeBytes, pinned: true);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        if (file.Length != SecretKey.SizeBytes)
        {
            throw new CryptographicException($"The key file {path} does not hold {SecretKey.SizeBytes} bytes.");
        }

        file.ReadExactly(bytes);
        try
        {
            return SecretKey.FromBytes(bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
