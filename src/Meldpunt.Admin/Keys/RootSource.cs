using System.Security.Cryptography;
using Meldpunt.Admin.Installations;
using Meldpunt.Index.Keys;

namespace Meldpunt.Admin.Keys;

/// <summary>
/// Where the root secret comes from: a key file of its own, the one in the key folder, or a passphrase. Changing it writes the next beside the present one (<c>root.next.key</c>,
/// <c>root.next.salt</c>), puts the master under it, and then gives it its name; broken off, the next opening does the rest.
/// </summary>
public sealed class RootSource : IDisposable
{
    internal const string KeyName = "root.key";
    internal const string NextKeyName = "root.next.key";
    internal const string SaltName = "root.salt";
    internal const string NextSaltName = "root.next.salt";

    private readonly string? _keyFile;
    private readonly Passphrase? _passphrase;

    private RootSource(string? keyFile, Passphrase? passphrase)
    {
        _keyFile = keyFile;
        _passphrase = passphrase;
    }

    /// <summary>A file; null for the one in the key folder.</summary>
    public static RootSource File(string? path) => new(path, passphrase: null);

    /// <summary>A passphrase, taken over.</summary>
    public static RootSource Typed(Passphrase passphrase) => new(keyFile: null, passphrase);

    public void Dispose() => _passphrase?.Dispose();

    /// <summary>The root secret of a new installation. A key file that exists is used as it is.</summary>
    internal SecretKey Create(string keysFolder)
    {
        if (_passphrase is not null)
        {
            _passphrase.EnsureStrong();
            var salt = RootSalt.Create();
            DurableFile.WriteNew(Path.Combine(keysFolder, SaltName), salt.ToBytes());
            return salt.Derive(_passphrase);
        }

        return MakeOrRead(_keyFile ?? Path.Combine(keysFolder, KeyName));
    }

    /// <summary>Reads a key file that was named, or makes it; null when none was: before anything of an installation is made.</summary>
    internal void Check()
    {
        _passphrase?.EnsureStrong();
        if (_keyFile is not null)
        {
            MakeOrRead(_keyFile).Dispose();
        }
    }

    /// <summary>The root secret that opens these keys. Throws <see cref="CryptographicException"/> when it is another.</summary>
    internal SecretKey Unlock(string keysFolder)
    {
        if (_passphrase is null && _keyFile is not null)
        {
            return RootSecret.Read(_keyFile);
        }

        var (name, next) = _passphrase is null ? (KeyName, NextKeyName) : (SaltName, NextSaltName);
        var folderLock = new KeyFolderLock(keysFolder);
        using var held = folderLock.Enter();
        ThrowWhenAbsent(keysFolder, name, next);
        foreach (var candidate in (string[])[name, next])
        {
            var path = Path.Combine(keysFolder, candidate);
            if (System.IO.File.Exists(path) && TryOpen(keysFolder, path) is { } root)
            {
                Settle(keysFolder, candidate, name);
                return root;
            }
        }

        throw new CryptographicException(_passphrase is null ? "The key file is not the one of this installation." : "Deze wachtzin is het niet.");
    }

    /// <summary>The next root secret, kept beside the present one; inside <see cref="Keyring.ReplaceRoot"/>.</summary>
    internal SecretKey CreateNext(string keysFolder)
    {
        if (_passphrase is not null)
        {
            _passphrase.EnsureStrong();
            var salt = RootSalt.Create();
            DurableFile.Replace(Path.Combine(keysFolder, NextSaltName), salt.ToBytes());
            return salt.Derive(_passphrase);
        }

        if (_keyFile is not null)
        {
            return MakeOrRead(_keyFile);
        }

        var path = Path.Combine(keysFolder, NextKeyName);
        DurableFile.Erase(path);
        return MakeOrRead(path);
    }

    /// <summary>The next one opens the keys: it gets its name, and what opened them before goes.</summary>
    internal void TakeNext(string keysFolder)
    {
        var (name, next) = _passphrase is null ? (KeyName, NextKeyName) : (SaltName, NextSaltName);
        Settle(keysFolder, _keyFile is null ? next : null, name);
    }

    private static SecretKey MakeOrRead(string path)
    {
        if (!System.IO.File.Exists(path))
        {
            RootSecret.Create(path);
        }

        return RootSecret.Read(path);
    }

    // Everything in the folder that is not what opened the keys opens nothing, and would only mislead.
    private static void Settle(string keysFolder, string? opened, string name)
    {
        if (opened is not null && !string.Equals(opened, name, StringComparison.Ordinal))
        {
            DurableFile.Rename(Path.Combine(keysFolder, opened), Path.Combine(keysFolder, name));
        }

        foreach (var other in ((string[])[KeyName, NextKeyName, SaltName, NextSaltName]).Where(other => opened is null || !string.Equals(other, name, StringComparison.Ordinal)))
        {
            DurableFile.Erase(Path.Combine(keysFolder, other));
        }
    }

    private void ThrowWhenAbsent(string keysFolder, string name, string next)
    {
        bool Has(string file) => System.IO.File.Exists(Path.Combine(keysFolder, file));
        if (Has(name) || Has(next))
        {
            return;
        }

        if (_passphrase is not null)
        {
            throw new InstallationException("Dit Meldpunt opent niet met een wachtzin, maar met een sleutelbestand.");
        }

        if (Has(SaltName) || Has(NextSaltName))
        {
            throw new InstallationException("Dit Meldpunt opent met een wachtzin: geef --wachtzin.");
        }

        throw new FileNotFoundException($"Could not find the key file {Path.Combine(keysFolder, name)}.", Path.Combine(keysFolder, name));
    }

    private SecretKey? TryOpen(string keysFolder, string path)
    {
        var root = _passphrase is null ? RootSecret.Read(path) : RootSalt.Read(path).Derive(_passphrase);
        if (Keyring.Opens(keysFolder, root))
        {
            return root;
        }

        root.Dispose();
        return null;
    }
}
