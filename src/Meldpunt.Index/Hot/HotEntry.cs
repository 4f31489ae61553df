using System.Runtime.InteropServices;
using Meldpunt.Index.Identity;

namespace Meldpunt.Index.Hot;

/// <summary>What the hot index keeps of an entry.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct HotEntry
{
    /// <summary>Value of <see cref="LastDay"/> for an entry that has been taken out.</summary>
    public const int Removed = -1;

    /// <summary>Value of <see cref="DateList"/> for an entry without a birth date.</summary>
    public const int NoDateList = -1;

    /// <summary>Which entry of the register this is.</summary>
    public OpaqueId Id;

    /// <summary>The tags of the person, packed; empty for an entry that has been taken out.</summary>
    public byte[] Tags;

    /// <summary>Day number of the first day on which the entry matches.</summary>
    public int FirstDay;

    /// <summary>Day number of the last day on which the entry matches. Read and written whole, so a reader sees the old or the new one.</summary>
    public int LastDay;

    /// <summary>Which list of anchors holds those of the entry.</summary>
    public int DateList;

    /// <summary>The first of the links that lead from addresses to this entry.</summary>
    public int FirstLink;
}
