namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>The tiles as they are stored, one of each level at hand, to hold derived hashes against. Not thread-safe.</summary>
internal sealed class StoredTiles
{
    /// <summary>More levels than rows can be numbered for.</summary>
    public const int Levels = 8;

    private readonly TileCursor _cursor;
    private readonly Findings _findings;
    private readonly Level[] _levels = [.. Enumerable.Range(0, Levels).Select(_ => new Level())];

    public StoredTiles(TileCursor cursor, Findings findings)
    {
        _cursor = cursor;
        _findings = findings;
    }

    /// <summary>How many leaves the tiles are there for; above what comes behind those nothing is compared.</summary>
    public long Leaves { get; set; } = long.MaxValue;

    /// <summary>The stored hash of one complete subtree; empty when it is not there.</summary>
    /// <param name="level">Level of tiles: 0 for leaves.</param>
    /// <param name="index">Which of that level, from 0.</param>
    public ReadOnlySpan<byte> Find(int level, long index)
    {
        var (place, slot) = Math.DivRem(index, LogFormat.TileWidth);
        var tile = At(level, place);
        return slot < tile.Count ? tile.Hashes.AsSpan((int)slot * LogFormat.HashBytes, LogFormat.HashBytes) : [];
    }

    /// <summary>The tree at an earlier size as the tiles have it; of another size when they do not reach so far.</summary>
    public DerivedTree TreeAt(long size)
    {
        var tree = new DerivedTree(tiles: null);
        for (var level = 0; level < Levels; level++)
        {
            var (place, count) = Math.DivRem(size >> (level * DerivedTree.TileHeight), LogFormat.TileWidth);
            if (count > 0)
            {
                var tile = At(level, place);
                tree.PlacePeaks(level, tile.Hashes.AsSpan(0, (int)Math.Min(count, tile.Count) * LogFormat.HashBytes));
            }
        }

        return tree;
    }

    /// <summary>Holds a derived hash above the leaves against the stored one.</summary>
    public void Compare(int level, long index, ReadOnlySpan<byte> derived)
    {
        var rows = 1L << (level * DerivedTree.TileHeight);
        if (index >= Leaves / rows)
        {
            return;
        }

        var stored = Find(level, index);
        if (stored.IsEmpty)
        {
            ReportAbsent(level, index);
        }
        else if (!stored.SequenceEqual(derived))
        {
            _findings.Add($"In tegel {level}/{index / LogFormat.TileWidth} past de hash over de rijen {(index * rows) + 1} tot en met {(index + 1) * rows} niet bij die rijen.");
        }
    }

    /// <summary>Says once of a tile that it is not there, or not as far as it should be.</summary>
    public void ReportAbsent(int level, long index)
    {
        var tile = At(level, index / LogFormat.TileWidth);
        if (!tile.WasReported)
        {
            tile.WasReported = true;
            _findings.Add($"Tegel {level}/{tile.Place} ontbreekt, of is te kort.");
        }
    }

    private Level At(int level, long place)
    {
        var tile = _levels[level];
        if (tile.Place != place)
        {
            tile.Place = place;
            tile.WasReported = false;
            tile.Count = _cursor.Read(level, place, tile.Hashes);
        }

        return tile;
    }

    private sealed class Level
    {
        public long Place { get; set; } = -1;

        public int Count { get; set; }

        public bool WasReported { get; set; }

        public byte[] Hashes { get; } = new byte[LogFormat.TileWidth * LogFormat.HashBytes];
    }
}
