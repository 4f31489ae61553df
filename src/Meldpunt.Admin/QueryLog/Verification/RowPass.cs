using System.Globalization;

namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>
/// The one pass over the rows, in legs. Every sealed place of the log gets its leaf: from the row that stands there, or from the tiles where it was erased or is missing.
/// Where a row does not have the hash that was sealed, the tree goes on with the sealed one: one changed row is then one finding, and what is wrong behind it is still seen.
/// </summary>
internal sealed class RowPass(LogSnapshot snapshot, DerivedTree tree, StoredTiles tiles, RowCheck rows, CheckpointWalk walk, Findings findings)
{
    // About a third of a second: so long SQLite cannot take its write-ahead log in.
    private const int RowsPerLeg = 50_000;

    private readonly byte[] _leaf = new byte[LogFormat.HashBytes];
    private long _position = tree.Size;
    private bool _treeIsCut;

    /// <summary>Rows under the newest checkpoint in the database, as it was at the start.</summary>
    public required long TilesThrough { get; init; }

    /// <summary>Rows under the newest checkpoint anywhere: the second place may be ahead, when the database lost its last sealing and not the rows.</summary>
    public required long SealedThrough { get; init; }

    /// <summary>The last row, as it was at the start.</summary>
    public required long LastRow { get; init; }

    /// <summary>Minute of the newest checkpoint, as it was at the start.</summary>
    public required long NewestMinute { get; init; }

    /// <summary>The last row that a statement of erasure names; may grow while the pass is under way.</summary>
    public long ErasedThrough { get; set; }

    public long Position => _position;

    public long End => Math.Max(LastRow, SealedThrough);

    public long RowsChecked { get; private set; }

    public long Unsealed { get; private set; }

    public long Checkpoints => walk.Count;

    public DateTimeOffset? FirstTime { get; private set; }

    public DateTimeOffset? LastTime { get; private set; }

    /// <summary>What is known behind the last sealed row; null as long as the pass has not come there.</summary>
    public VerifiedState? SealedState { get; private set; }

    /// <summary>Goes through some rows at one moment of the database; false when there is nothing left to do.</summary>
    public bool RunLeg()
    {
        if (_position < ErasedThrough)
        {
            PassErased(Math.Min(ErasedThrough, _position + RowsPerLeg));
            return true;
        }

        var found = 0;
        for (snapshot.Rows.Open(_position, LastRow, RowsPerLeg); snapshot.Rows.Step(); found++)
        {
            var seq = snapshot.Rows.Seq;
            if (seq > _position + 1)
            {
                PassMissing(seq - 1);
            }

            Pass(seq, snapshot.Rows.Row);
        }

        return found == RowsPerLeg;
    }

    /// <summary>All rows were met: those that are sealed and not there are missing, and what is still said of the tree is held against it.</summary>
    public void Close()
    {
        if (_position < SealedThrough)
        {
            PassMissing(SealedThrough);
        }

        if (snapshot.FirstActWithoutRow() is { } lone)
        {
            findings.Add(lone, string.Create(CultureInfo.InvariantCulture, $"Bij rij {lone} staat de tekst van een handeling, maar er is geen rij van die handeling."));
        }

        SealedState ??= Capture();
        walk.End(tree);
    }

    private void Pass(long seq, ReadOnlySpan<byte> row)
    {
        var fault = rows.FaultIn(seq, row);
        if (seq > TilesThrough)
        {
            SealedState ??= Capture();
            PassBehindTiles(seq, row);
        }
        else if (!HasSealedHash(seq, row))
        {
            fault ??= "is niet de rij die verzegeld is: haar hash is een andere";
        }

        fault ??= ActCheck.IsAct(row) ? snapshot.Acts.FaultIn(seq, row) : null;
        RowsChecked++;
        _position = seq;
        if (fault is not null)
        {
            // What a wrong row says of time and reference binds no other row.
            rows.SkipRows();
        }
        else if ((fault = rows.Follow(row)) is null)
        {
            Show();
            return;
        }

        findings.Add(seq, string.Create(CultureInfo.InvariantCulture, $"Rij {seq} {fault}."));
    }

    private void PassBehindTiles(long seq, ReadOnlySpan<byte> row)
    {
        if (seq <= SealedThrough)
        {
            tree.HashLeaf(row, _leaf);
            Append(_leaf);
        }
        else
        {
            Unsealed++;
        }
    }

    private bool HasSealedHash(long seq, ReadOnlySpan<byte> row)
    {
        tree.HashLeaf(row, _leaf);
        var stored = tiles.Find(level: 0, seq - 1);
        if (stored.IsEmpty)
        {
            tiles.ReportAbsent(level: 0, seq - 1);
            Append(_leaf);
            return true;
        }

        var same = stored.SequenceEqual(_leaf);
        Append(stored);
        return same;
    }

    private void PassErased(long through)
    {
        FillFromTiles(through);
        rows.SkipRows();

        // A false number must not keep anybody busy: behind the seal, or behind tiles that are gone, there is nothing to look at.
        _position = _treeIsCut || through > SealedThrough ? ErasedThrough : through;
    }

    private void PassMissing(long through)
    {
        var first = _position + 1;
        var missing = through == first ? FormattableString.Invariant($"Rij {first} ontbreekt.") : FormattableString.Invariant($"De rijen {first} tot en met {through} ontbreken.");
        findings.Add(first, missing);
        FillFromTiles(through);
        rows.SkipRows();
        _position = through;
    }

    // As far as there are tiles: a false number of rows must not keep anybody busy.
    private void FillFromTiles(long through)
    {
        for (var seq = tree.Size + 1; !_treeIsCut && seq <= Math.Min(through, SealedThrough); seq++)
        {
            var stored = seq <= TilesThrough ? tiles.Find(level: 0, seq - 1) : [];
            _treeIsCut = stored.IsEmpty;
            if (!_treeIsCut)
            {
                Append(stored);
            }
            else if (seq <= TilesThrough)
            {
                tiles.ReportAbsent(level: 0, seq - 1);
            }
        }
    }

    private void Append(ReadOnlySpan<byte> leaf)
    {
        // Behind a place whose leaf nobody knows, the tree is anybody's guess.
        if (_treeIsCut)
        {
            return;
        }

        tree.Append(leaf);
        if (tree.Size == walk.NextSize)
        {
            walk.Check(tree);
        }
    }

    private void Show()
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(rows.LastTime);
        FirstTime ??= time;
        LastTime = time;
    }

    private VerifiedState Capture() => new()
    {
        Size = TilesThrough,
        Peaks = tree.Peaks,
        LastTime = rows.LastTime,
        ReferenceYear = rows.ReferenceYear,
        ReferenceNumber = rows.ReferenceNumber,
        CheckpointMinute = NewestMinute,
    };
}
