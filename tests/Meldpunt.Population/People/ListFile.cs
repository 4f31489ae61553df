namespace Meldpunt.Population.People;

/// <summary>Reads the lists that travel inside the assembly.</summary>
internal static class ListFile
{
    /// <summary>The lines of a list without comments (first sign #) and empty lines.</summary>
    public static IReadOnlyList<string> Lines(string name)
    {
        using var stream = typeof(ListFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The list {name} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                lines.Add(line.Trim());
            }
        }

        return lines;
    }

    /// <summary>The items under each [heading], cut at the given sign and at line ends, in their order and each once.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Sections(string name, char between = ',')
    {
        var sections = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var items = new List<string>();
        foreach (var line in Lines(name))
        {
            if (line[0] == '[')
            {
                items = [];
                sections[line[1..^1]] = items;
                continue;
            }

            items.AddRange(line.Split(between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        }

        return sections;
    }
}
