using System.Runtime.InteropServices;
using Meldpunt.Index.Keys;

namespace Meldpunt.Index.Hot;

/// <summary>The place of one birth date: which anchors its entries have.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct DateList
{
    /// <summary>The key under which FASTER holds this place.</summary>
    public MatchKey Key;

    private AnchorList _anchors;

    /// <summary>The anchors as they stand now.</summary>
    public readonly AnchorList Read() => Volatile.Read(in _anchors);

    public void Write(AnchorList anchors) => Volatile.Write(ref _anchors, anchors);
}
