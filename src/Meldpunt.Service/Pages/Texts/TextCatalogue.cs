using System.Collections.Frozen;
using System.Text.Json;

namespace Meldpunt.Service.Pages.Texts;

/// <summary>All words of the pages in one language, read once from embedded files. Immutable.</summary>
internal sealed class TextCatalogue
{
    // What is long, or what one group of pages says, has a file of its own.
    private static readonly string[] Parts =
    [
        string.Empty, "advice-", "case-", "case-acts-", "channels-", "desk-", "factor-", "figures-", "letter-", "limits-", "mark-", "people-", "session-", "terminal-",
    ];

    private readonly FrozenDictionary<string, string> _texts;

    private TextCatalogue(string language)
    {
        _texts = Parts.SelectMany(part => Read(part + language)).ToFrozenDictionary(StringComparer.Ordinal);
        Language = language;
    }

    public static TextCatalogue Dutch { get; } = new("nl");

    public static TextCatalogue English { get; } = new("en");

    /// <summary>The language as HTML names it.</summary>
    public string Language { get; }

    public IReadOnlyCollection<string> Keys => _texts.Keys;

    /// <summary>The catalogue of a language; Dutch when it is not one of ours.</summary>
    public static TextCatalogue Of(string? language) =>
        string.Equals(language, English.Language, StringComparison.Ordinal) ? English : Dutch;

    /// <summary>A text; null when there is none.</summary>
    public string? Find(string key) => _texts.GetValueOrDefault(key);

    /// <summary>A text. Throws when there is none: a page with a hole in it must not leave the building.</summary>
    public string Get(string key) => Find(key) ?? throw new KeyNotFoundException($"The {Language} texts lack {key}.");

    private static Dictionary<string, string> Read(string file)
    {
        using var stream = typeof(TextCatalogue).Assembly.GetManifestResourceStream($"texts.{file}.json")
            ?? throw new InvalidOperationException($"There are no texts {file}.");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }
}
