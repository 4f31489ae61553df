namespace Meldpunt.Benchmarks;

/// <summary>
/// How many times a query calls the hash, counted from the lengths of the names as PersonTags takes them. Counted once with a counter in TagHasher as well:
/// see perf/results/2026-11-matching.md.
/// </summary>
internal static class HashCount
{
    private const int ShortestMistyped = 4;
    private const int LongestMistyped = 30;

    // Parts of the date, initials of both readings, birthplace, address, whether a name is missing: counted, in the mean.
    private const int Others = 18;

    /// <summary>The hashes for a visitor whose names were folded as typed and swapped, and who is looked for under so many keys.</summary>
    public static int Of(object forms, object swapped, int keys) => OfNames(forms, swapped: false) + OfNames(swapped, swapped: true) + Others + keys;

    private static int OfNames(object forms, bool swapped)
    {
        var count = 0;
        var surnames = IndexParts.Surnames(forms);
        for (var form = 0; form < IndexParts.Count(surnames); form++)
        {
            var length = IndexParts.Item(surnames, form).Length;
            count += 3 + (!swapped && (form == 0 || length > ShortestMistyped) ? OfLettersLeftOut(length, first: 0) : 0);
        }

        var firstNames = IndexParts.FirstNames(forms);
        for (var form = 0; form < IndexParts.Count(firstNames); form++)
        {
            count += 2 + (!swapped && form == 0 ? OfLettersLeftOut(IndexParts.Item(firstNames, form).Length, first: 1) : 0);
        }

        return count;
    }

    private static int OfLettersLeftOut(int length, int first) =>
        length is < ShortestMistyped or > LongestMistyped ? 0 : length - first + (length > ShortestMistyped ? 1 : 0);
}
