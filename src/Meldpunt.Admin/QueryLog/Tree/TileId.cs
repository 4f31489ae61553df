using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Meldpunt.Admin.QueryLog.Tree;

/// <summary>
/// Which tile: place N of level L holds the roots of the 256 complete subtrees of 256^L leaves from leaf 256^(L+1) x N on (C2SP tlog-tiles).
/// </summary>
/// <param name="Level">0 to 63.</param>
/// <param name="Place">0 to 2^40 - 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TileId(int Level, long Place)
{
    /// <summary>The highest level a path can name.</summary>
    public const int MaxLevel = 63;

    // 2^40 - 1 has 13 digits, so five groups of three.
    private const int MaxGroups = 5;
    private const int GroupDigits = 3;
    private const string PartialMark = ".p/";

    // No tree that can be counted in 63 bits reaches a higher level than this.
    private const int HighestUsedLevel = 7;
    private const int TileHeight = 8;

    /// <summary>The number under which a tile stands in <c>log_tile</c>.</summary>
    public long DatabaseId => (Level * LogFormat.TileLevelFactor) + Place;

    public static TileId FromDatabaseId(long id) => new((int)(id / LogFormat.TileLevelFactor), id % LogFormat.TileLevelFactor);

    /// <summary>
    /// Reads what follows <c>/tile/</c> in a path. There is one way to write each tile; anything else is refused, so that a cache never holds one twice.
    /// </summary>
    /// <param name="path">Such as <c>0/x001/x234/067</c> or <c>1/000.p/17</c>.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="width">How many of its hashes: 1 to 255, or 256 without <c>.p</c>.</param>
    public static bool TryParse(ReadOnlySpan<char> path, out TileId tile, out int width)
    {
        tile = default;
        width = LogFormat.TileWidth;
        var mark = path.IndexOf(PartialMark, StringComparison.Ordinal);
        if (mark >= 0)
        {
            if (!TryParseNumber(path[(mark + PartialMark.Length)..], 1, LogFormat.TileWidth - 1, out width))
            {
                return false;
            }

            path = path[..mark];
        }

        var slash = path.IndexOf('/');
        if (slash < 0 || !TryParseNumber(path[..slash], 0, MaxLevel, out var level) || !TryParsePlace(path[(slash + 1)..], out var place))
        {
            return false;
        }

        tile = new TileId(level, place);
        return true;
    }

    /// <summary>How many hashes this tile has in a tree of so many leaves: 0 to 256.</summary>
    public int WidthAt(long treeSize) => Level > HighestUsedLevel
        ? 0
        : (int)Math.Clamp((treeSize >> (TileHeight * Level)) - (Place * LogFormat.TileWidth), 0, LogFormat.TileWidth);

    /// <summary>What follows <c>/tile/</c> in the path of this tile's first hashes.</summary>
    /// <param name="width">1 to 256; 256 is the whole tile.</param>
    public string ToPath(int width = LogFormat.TileWidth)
    {
        var groups = Place.ToString("D3", CultureInfo.InvariantCulture);
        var head = groups.Length % GroupDigits;
        groups = head == 0 ? groups : new string('0', GroupDigits - head) + groups;

        var path = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Level}/");
        for (var at = 0; at < groups.Length; at += GroupDigits)
        {
            var last = at + GroupDigits == groups.Length;
            path.Append(last ? string.Empty : "x").Append(groups, at, GroupDigits).Append(last ? string.Empty : "/");
        }

        return width == LogFormat.TileWidth ? path.ToString() : path.Append(CultureInfo.InvariantCulture, $"{PartialMark}{width}").ToString();
    }

    private static bool TryParsePlace(ReadOnlySpan<char> text, out long place)
    {
        place = 0;
        var groups = 0;
        foreach (var range in text.Split('/'))
        {
            var group = text[range];
            var last = range.End.GetOffset(text.Length) == text.Length;
            if (++groups > MaxGroups || (!last && !group.StartsWith('x')))
            {
                return false;
            }

            var digits = last ? group : group[1..];
            if (digits.Length != GroupDigits || digits.ContainsAnyExceptInRange('0', '9'))
            {
                return false;
            }

            place = (place * 1_000) + int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
            if (groups == 1 && !last && place == 0)
            {
                return false;
            }
        }

        return place < LogFormat.TileLevelFactor;
    }

    private static bool TryParseNumber(ReadOnlySpan<char> text, int least, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)
        && number >= least
        && number <= most
        && (text.Length == 1 || text[0] != '0');
}
