namespace Meldpunt.Admin.Terminals;

/// <summary>A terminal with the code of its enrolment, which can be seen only now.</summary>
public sealed record TerminalCode(Terminal Terminal, string Code)
{
    public override string ToString() => nameof(TerminalCode);
}
