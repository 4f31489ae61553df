using System.Security.Cryptography;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Keys;
using Meldpunt.Index.Keys;

namespace Meldpunt.Admin.Tests.Keys;

/// <summary>Which files of a key folder a master opens: what somebody can do who kept an old one.</summary>
internal static class WrappedUnder
{
    private const int BoxBytes = 60;

    /// <summary>The master that is in force in a folder whose root secret lies in it.</summary>
    public static SecretKey MasterOf(string dataFolder)
    {
        var keys = InstallationFolder.Keys(dataFolder);
        using var root = RootSecret.Read(InstallationFolder.RootKey(dataFolder));
        return KeyWrap.Unwrap(root, File.ReadAllBytes(Path.Combine(keys, "master.key")), "meldpunt master");
    }

    /// <summary>The files that this key opens, by whichever label, at whichever place in them.</summary>
    public static IReadOnlyList<string> FilesOf(string dataFolder, SecretKey master)
    {
        var keys = InstallationFolder.Keys(dataFolder);
        return [.. Directory.EnumerateFiles(keys, "*", SearchOption.AllDirectories)
            .Where(path => LabelsFor(path).Any(label => Boxes(File.ReadAllBytes(path)).Any(box => Opens(master, box, label))))
            .Select(path => Path.GetRelativePath(keys, path))
            .Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> LabelsFor(string path)
    {
        var name = Path.GetFileName(path).Split('.')[0];
        return ["meldpunt master", "meldpunt master handover", "meldpunt log signing", $"meldpunt named {name}", $"meldpunt epoch {name}", $"meldpunt log subject {name}"];
    }

    private static IEnumerable<byte[]> Boxes(byte[] file) => Enumerable.Range(0, file.Length / BoxBytes).Select(at => file[(at * BoxBytes)..((at + 1) * BoxBytes)]);

    private static bool Opens(SecretKey master, byte[] box, string label)
    {
        try
        {
            KeyWrap.Unwrap(master, box, label).Dispose();
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
