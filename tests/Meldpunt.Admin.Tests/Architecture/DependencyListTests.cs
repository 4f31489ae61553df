using System.Text.Json;
using System.Text.RegularExpressions;

namespace Meldpunt.Admin.Tests.Architecture;

/// <summary>The list of what is not ours says what the lock files hold, and nothing else.</summary>
public sealed partial class DependencyListTests
{
    // Comes with the runtime's packs or as a download beside the lock files; the list says how.
    private static readonly string[] Elsewhere = [".NET 10, ASP.NET Core", "libsodium", "Microsoft.FASTER.Core", "`known-passwords.txt`", "tzdata"];

    [Fact]
    public void Every_package_that_somebody_chose_stands_in_the_list()
    {
        var page = Page();

        var missing = Locked("*").Where(package => package.Type is "Direct" or "CentralTransitive" && !page.Contains(package.Name, StringComparison.Ordinal)).Select(package => package.Name).Distinct(StringComparer.Ordinal);

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_package_that_comes_with_the_program_stands_in_the_list_whoever_brought_it()
    {
        var page = Page();
        var packages = Locked("src").Where(package => package.Type is not "Project").Select(package => package.Name).Distinct(StringComparer.Ordinal).ToList();

        Assert.Contains("Dapper", packages);
        Assert.Contains("SQLitePCLRaw.core", packages);
        Assert.All(packages, name => Assert.True(Named(page, name), name));
    }

    [Fact]
    public void Nothing_stands_in_the_tables_that_no_lock_file_holds()
    {
        var locked = Locked("*").Select(package => package.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

        var gone = Row().Matches(Page()).Select(row => row.Groups["what"].Value.Trim())
            .Where(what => what is not "what" && !what.StartsWith("--", StringComparison.Ordinal) && !Elsewhere.Any(known => what.StartsWith(known, StringComparison.Ordinal)))
            .SelectMany(what => what.Split(','), (_, name) => name.Trim())
            .Where(name => !locked.Contains(name));

        Assert.Empty(gone);
    }

    [Fact]
    public void Every_project_has_its_lock_file_and_every_package_in_it_its_hash()
    {
        var projects = Directory.EnumerateFiles(SourceFiles.Root(), "*.csproj", SearchOption.AllDirectories).Where(path => !IsBuilt(path)).ToList();

        Assert.NotEmpty(projects);
        Assert.All(projects, project => Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json")), project));
        Assert.All(Locked("*").Where(package => package.Type is not "Project"), package => Assert.False(string.IsNullOrEmpty(package.Hash), package.Name));
    }

    private static bool Named(string page, string name) => Regex.IsMatch(page, $"(?<![\\w.]){Regex.Escape(name)}(?![\\w.]\\w)", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static string Page() => SourceFiles.Read("docs/dependencies.md");

    private static bool IsBuilt(string path) => path.Contains("/obj/", StringComparison.Ordinal) || path.Contains("/bin/", StringComparison.Ordinal);

    private static IEnumerable<(string Name, string Type, string? Hash)> Locked(string under)
    {
        var folder = under is "*" ? SourceFiles.Root() : Path.Combine(SourceFiles.Root(), under);
        foreach (var path in Directory.EnumerateFiles(folder, "packages.lock.json", SearchOption.AllDirectories).Where(path => !IsBuilt(path)))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            foreach (var package in document.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject()))
            {
                yield return (package.Name, package.Value.GetProperty("type").GetString()!, package.Value.TryGetProperty("contentHash", out var hash) ? hash.GetString() : null);
            }
        }
    }

    [GeneratedRegex("^\\| (?<what>[^|]+) \\|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Row();
}
