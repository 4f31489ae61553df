using System.Text;

namespace Meldpunt.Admin.Tests.Support;

/// <summary>Looks for a text in every byte of a folder, as a thief of the disk would.</summary>
internal static class FolderScan
{
    /// <summary>The files that hold the text, in UTF-8 or in UTF-16 of either order, in the case given or in small or capital letters.</summary>
    public static IReadOnlyList<string> FilesWith(string folder, string text)
    {
        var needles = ((string[])[text, Small(text), text.ToUpperInvariant()])
            .SelectMany(form => ((Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode]).Select(coding => coding.GetBytes(form)))
            .ToList();
        return Files(folder)
            .Where(file => Holds(file, needles))
            .Select(file => Path.GetRelativePath(folder, file))
            .ToList();
    }

    /// <summary>The files that hold these bytes.</summary>
    public static IReadOnlyList<string> FilesWith(string folder, byte[] bytes) =>
        [.. Files(folder).Where(file => Holds(file, [bytes])).Select(file => Path.GetRelativePath(folder, file))];

    // A lock that a running service holds cannot be read by anybody else; nothing is ever written into one.
    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal) || new FileInfo(file).Length > 0);

    private static string Small(string text) => string.Concat(text.Select(char.ToLowerInvariant));

    private static bool Holds(string file, List<byte[]> needles)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var bytes = copy.GetBuffer().AsSpan(0, (int)copy.Length);
        foreach (var needle in needles)
        {
            if (bytes.IndexOf(needle) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
