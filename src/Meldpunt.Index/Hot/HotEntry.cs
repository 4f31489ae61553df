using System.Runtime.InteropServices;
using Meldpunt.Index.Identity;

namespace Meldpunt.Index.Hot;

/// <summary>What the hot index keeps of an entry besides its keys.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct HotEntry
{
    /// <summary>Value of <see cref="LastDay"/> for an entry that has been taken out.</summary>
    public const int Removed = -1;

    /// <summary>Which entry of the register this is.</summary>
    public OpaqueId Id;

    /// <summary>Day number of the first day on which the entry matches.</summary>
    public int FirstDay;

    /// <summary>Day number of the last day on which the entry matches. Read and written whole, so a reader sees the old or the new one.</summary>
    public int LastDay;

    /// <summary>The first of the links that lead from keys to this entry.</summary>
    public int FirstLink;
}
