using System.Text.RegularExpressions;

namespace Meldpunt.EndToEnd.Tests.Browser.Support;

/// <summary>Forms of addresses, ids and times.</summary>
internal static class Patterns
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    public static Regex SignIn { get; } = new("/aanmelden", RegexOptions.None, Limit);

    public static Regex SignInForRegister { get; } = new(@"/aanmelden\?terug=%2Fregistreren", RegexOptions.None, Limit);

    /// <summary>The title of a first page that counts open cases.</summary>
    public static Regex CountedDesk { get; } = new(@"^\([0-9]+\) ", RegexOptions.None, Limit);

    /// <summary>The title of a first page on which nothing comes in any more.</summary>
    public static Regex SignedOutDesk { get; } = new(@"^\(!\) ", RegexOptions.None, Limit);

    /// <summary>The page of a case after something was recorded.</summary>
    public static Regex CaseDone { get; } = new(@"/zaken/[0-9a-f]{32}\?gedaan=", RegexOptions.None, Limit);

    public static Regex Id { get; } = new("[0-9a-f]{32}", RegexOptions.None, Limit);

    public static Regex Utc { get; } = new(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", RegexOptions.None, Limit);
}
