namespace Meldpunt.Population.Likeness;

/// <summary>Damerau-Levenshtein distance in its usual, restricted form: insert, delete, substitute, and swap two neighbours.</summary>
internal static class EditDistance
{
    private const int MaxLength = 64;

    /// <summary>The distance, letters as they are; names beyond 64 letters are cut, which no given name reaches.</summary>
    public static int Between(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        left = left[..Math.Min(left.Length, MaxLength)];
        right = right[..Math.Min(right.Length, MaxLength)];
        Span<int> twoAgo = stackalloc int[MaxLength + 1];
        Span<int> before = stackalloc int[MaxLength + 1];
        Span<int> row = stackalloc int[MaxLength + 1];
        for (var column = 0; column <= right.Length; column++)
        {
            before[column] = column;
        }

        for (var line = 1; line <= left.Length; line++)
        {
            row[0] = line;
            for (var column = 1; column <= right.Length; column++)
            {
                row[column] = Cell(left, right, line, column, twoAgo, before, row);
            }

            var free = twoAgo;
            twoAgo = before;
            before = row;
            row = free;
        }

        return before[right.Length];
    }

    private static int Cell(ReadOnlySpan<char> left, ReadOnlySpan<char> right, int line, int column, Span<int> twoAgo, Span<int> before, Span<int> row)
    {
        var cost = left[line - 1] == right[column - 1] ? 0 : 1;
        var least = Math.Min(Math.Min(before[column] + 1, row[column - 1] + 1), before[column - 1] + cost);
        var swapped = line > 1 && column > 1 && left[line - 1] == right[column - 2] && left[line - 2] == right[column - 1];
        return swapped ? Math.Min(least, twoAgo[column - 2] + 1) : least;
    }
}
