using System.Collections.Frozen;

namespace Meldpunt.Index.Names;

/// <summary>How the words of a street are abbreviated: Kerkstr., Burg. Jansenlaan. What a short form stands for depends on its place: St. Jansstr.</summary>
internal static class StreetWords
{
    // A shorter rest is no name: "Str." is not the end of anything.
    private const int ShortestRest = 3;

    private static readonly (string Short, string Whole)[] Listed = [.. EmbeddedText.Lines("street-words.txt")
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .SelectMany(forms => forms[1..].Select(form => (form, forms[0])))];

    // The list names ends of streets first and what stands before them after, so the first meaning holds at the end and the last one before it.
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> AtEnd = Lookup(Listed);
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> BeforeEnd = Lookup([.. Listed.Reverse()]);

    // Longest first: "str" before "st".
    private static readonly (string Short, string Whole)[] Suffixes =
        [.. Listed.Where(form => form.Short.Length > 1).OrderByDescending(form => form.Short.Length)];

    private static readonly string[] WholeEnds = [.. Listed.Select(form => form.Whole).Distinct(StringComparer.Ordinal)];

    /// <summary>Writes a word of a street in full; returns its length. The destination must have room for the longest word of the list more.</summary>
    public static int Write(ReadOnlySpan<char> word, bool isLast, Span<char> destination)
    {
        var lookup = isLast ? AtEnd : BeforeEnd;
        if (lookup.TryGetValue(word, out var whole))
        {
            whole.CopyTo(destination);
            return whole.Length;
        }

        word.CopyTo(destination);
        return isLast && !EndsInFull(word) ? WriteEnd(word, destination) : word.Length;
    }

    private static int WriteEnd(ReadOnlySpan<char> word, Span<char> destination)
    {
        foreach (var (form, whole) in Suffixes)
        {
            if (word.Length >= form.Length + ShortestRest && word.EndsWith(form))
            {
                whole.CopyTo(destination[(word.Length - form.Length)..]);
                return word.Length - form.Length + whole.Length;
            }
        }

        return word.Length;
    }

    private static bool EndsInFull(ReadOnlySpan<char> word)
    {
        foreach (var end in WholeEnds)
        {
            if (word.EndsWith(end))
            {
                return true;
            }
        }

        return false;
    }

    private static FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Lookup((string Short, string Whole)[] forms) =>
        forms.DistinctBy(form => form.Short, StringComparer.Ordinal)
            .ToFrozenDictionary(form => form.Short, form => form.Whole, StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
}
