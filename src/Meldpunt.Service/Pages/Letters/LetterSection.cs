namespace Meldpunt.Service.Pages.Letters;

/// <summary>A headed part of a letter: sentences, then values with their names, then a closing sentence.</summary>
internal sealed record LetterSection(string Heading, IReadOnlyList<string> Paragraphs)
{
    /// <summary>Values, each with what it is.</summary>
    public IReadOnlyList<(string Name, string Value)> Facts { get; init; } = [];

    /// <summary>Rights, each with what it is called.</summary>
    public IReadOnlyList<(string Name, string Text)> Rights { get; init; } = [];

    /// <summary>What is said of the values.</summary>
    public string? Closing { get; init; }
}
