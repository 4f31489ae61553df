using Meldpunt.Admin.Register;

namespace Meldpunt.Service.Pages.Letters;

/// <summary>The words by which an address names letters.</summary>
internal static class LetterTerms
{
    private static readonly (string Word, LetterKind Kind)[] Words =
        [("waarschuwing", LetterKind.Warning), ("toegangsverbod", LetterKind.Ban), ("mededeling", LetterKind.Notice)];

    /// <summary>The letters that fit an entry; the first is the one that is meant when nothing was chosen.</summary>
    public static IReadOnlyList<LetterKind> For(EntryKind kind) => [kind == EntryKind.Ban ? LetterKind.Ban : LetterKind.Warning, LetterKind.Notice];

    public static string Of(LetterKind kind) => Words.First(pair => pair.Kind == kind).Word;

    /// <summary>The letter that an address asks for; null when the entry has no such letter.</summary>
    public static LetterKind? Read(string? word, EntryKind kind) =>
        string.IsNullOrEmpty(word) ? For(kind)[0] : For(kind).Cast<LetterKind?>().FirstOrDefault(letter => string.Equals(Of(letter!.Value), word, StringComparison.Ordinal));
}
