using System.Runtime.InteropServices;
using Meldpunt.Index.Keys;

namespace Meldpunt.Index.Hot;

/// <summary>One key leading to one entry: an element of the list of entries under a key, and of the list of keys of an entry.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct HotLink
{
    /// <summary>Index that ends a list.</summary>
    public const int None = -1;

    public MatchKey Key;

    /// <summary>Which <see cref="HotEntry"/> the key leads to.</summary>
    public int Entry;

    /// <summary>The next link under the same key. Changes only to leave out links of entries that were taken out.</summary>
    public int NextOfKey;

    /// <summary>The next link of the same entry.</summary>
    public int NextOfEntry;
}
