namespace Meldpunt.Admin.Accounts;

/// <summary>
/// The secret of a machine: <c>mp_</c> and 256 random bits. Only its SHA-256 is kept; a slow hash would add nothing to 256 bits.
/// </summary>
public static class TerminalToken
{
    /// <summary>What every token starts with, so that a scanner for leaked secrets knows one.</summary>
    public const string Prefix = "mp_";

    /// <summary>Longest text that is worth hashing.</summary>
    public const int MaxLength = 128;

    /// <summary>A new token.</summary>
    public static string Create() => Prefix + RandomSecret.Create();

    /// <summary>What is kept of a token.</summary>
    public static byte[] HashOf(string token) => RandomSecret.HashOf(token);
}
