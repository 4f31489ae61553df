using System.Text.RegularExpressions;

namespace Meldpunt.Admin.Tests.Architecture;

/// <summary>The sources of the whole program, found from where the tests run.</summary>
internal static partial class SourceFiles
{
    private const string Solution = "Meldpunt.sln";

    /// <summary>Every C# file under src that somebody wrote, with its path from the root of the repository.</summary>
    public static IReadOnlyList<(string Path, string[] Lines)> All()
    {
        var root = Root();
        var files = Directory.EnumerateFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Intersect(["bin", "obj"], StringComparer.Ordinal).Any())
            .Select(file => (file, File.ReadAllLines(Path.Combine(root, file))))
            .ToList();
        Assert.NotEmpty(files);
        return files;
    }

    /// <summary>The text of any file of the repository.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root(), path));

    /// <summary>The names of all tests of the repository.</summary>
    public static HashSet<string> TestMethods() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root(), "tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => TestName().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["name"].Value),
    ];

    [GeneratedRegex(@"\[(?:Fact|Theory)[^\]]*\](?:\s*\[[^\n]*\])*\s*public (?:async Task|Task|void) (?<name>\w+)\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex TestName();

    /// <summary>The folder of the repository.</summary>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above the tests holds {Solution}.");
    }
}
