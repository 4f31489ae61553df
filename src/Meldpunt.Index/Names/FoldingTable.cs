using System.Collections.Frozen;
using System.Globalization;

namespace Meldpunt.Index.Names;

/// <summary>
/// The letters that fold to other letters. The table is a file of our own rather than the platform's Unicode normalisation,
/// because that depends on the ICU of the machine and does nothing at all in invariant mode, and a person's canonical form
/// may never depend on where it was made.
/// </summary>
internal static class FoldingTable
{
    /// <summary>Most characters that one letter becomes; a buffer of this many times the input always suffices.</summary>
    public const int MaxExpansion = 4;

    private static readonly FrozenDictionary<char, string> Folds = Load();

    /// <summary>What a letter folds to, or null when it stands for itself.</summary>
    public static string? Find(char letter) => letter < '\u00AA' ? null : Folds.GetValueOrDefault(letter);

    private static FrozenDictionary<char, string> Load() =>
        EmbeddedText.Lines("folding-table.tsv")
            .Select(line => line.Split('\t'))
            .ToFrozenDictionary(
                parts => (char)int.Parse(parts[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                parts => parts[1]);
}
