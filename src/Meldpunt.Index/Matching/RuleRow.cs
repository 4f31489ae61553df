using System.Runtime.InteropServices;

namespace Meldpunt.Index.Matching;

/// <summary>One row of the rule: what must agree, what must not, and what that counts.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RuleRow(Agreement Required, Agreement Excluded, int Points)
{
    /// <summary>True when the row applies to people who agree in this.</summary>
    public bool Holds(Agreement agreement) => (agreement & Required) == Required && (agreement & Excluded) == Agreement.None;
}
