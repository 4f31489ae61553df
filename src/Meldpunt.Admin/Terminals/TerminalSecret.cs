namespace Meldpunt.Admin.Terminals;

/// <summary>A terminal with the secret that its browser keeps, which can be seen only now.</summary>
public sealed record TerminalSecret(Terminal Terminal, string Secret)
{
    /// <summary>Longest text that is worth hashing: the secret has 64 hexadecimal digits.</summary>
    public const int MaxLength = 64;

    public override string ToString() => nameof(TerminalSecret);
}
