namespace Meldpunt.Service.Access;

/// <summary>
/// What a browser says it is, in a few words of our own: "Firefox, Windows". Nothing of the header itself is kept, which could tell more of somebody than they need to know their
/// own session again, and could hold anything.
/// </summary>
internal static class DeviceWords
{
    private const int MaxLength = 512;

    // The first that fits: most say that they are Chrome and Safari as well.
    private static readonly (string Part, string Word)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Part, string Word)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    /// <summary>The words; empty when nothing is recognised.</summary>
    public static string Of(string userAgent)
    {
        var text = userAgent.Length > MaxLength ? userAgent[..MaxLength] : userAgent;
        return string.Join(", ", new[] { Find(Browsers, text), Find(Systems, text) }.OfType<string>());
    }

    private static string? Find((string Part, string Word)[] words, string text) =>
        Array.Find(words, word => text.Contains(word.Part, StringComparison.Ordinal)).Word;
}
