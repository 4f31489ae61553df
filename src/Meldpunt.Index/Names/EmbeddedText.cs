namespace Meldpunt.Index.Names;

/// <summary>The lists that travel inside the assembly.</summary>
internal static class EmbeddedText
{
    /// <summary>The lines of a list, without its comments (lines that start with #) and empty lines.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The list {name} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}
