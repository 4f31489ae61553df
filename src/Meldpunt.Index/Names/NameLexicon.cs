using System.Collections.Frozen;
using System.Globalization;

namespace Meldpunt.Index.Names;

/// <summary>Names that exist. Somebody who types one has more likely met another person than made a typing error.</summary>
internal static class NameLexicon
{
    /// <summary>Bearers in the Netherlands from which a surname is a common one: about one in fifteen hundred people.</summary>
    public const int CommonBearers = 11_000;

    // A common name of people of a foreign origin, of whom nobody counted the bearers.
    private const string Uncounted = "~";

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> GivenNames =
        EmbeddedText.Lines("given-names.txt").ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Surnames =
        EmbeddedText.Lines("surnames.txt")
            .Select(line => line.Split('\t'))
            .ToFrozenDictionary(parts => parts[0], parts => Bearers(parts), StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>True when a folded first name is a known one.</summary>
    public static bool IsGivenName(ReadOnlySpan<char> name) => GivenNames.Contains(name);

    /// <summary>True when a folded surname without its prefix is a known one.</summary>
    public static bool IsSurname(ReadOnlySpan<char> name) => Surnames.TryGetValue(name, out _);

    /// <summary>True when a folded surname without its prefix is one of the most common.</summary>
    public static bool IsCommonSurname(ReadOnlySpan<char> name) => Surnames.TryGetValue(name, out var bearers) && bearers >= CommonBearers;

    private static int Bearers(string[] parts) => parts switch
    {
        [_, Uncounted] => CommonBearers,
        [_, var bearers] => int.Parse(bearers, CultureInfo.InvariantCulture),
        _ => 0,
    };
}
