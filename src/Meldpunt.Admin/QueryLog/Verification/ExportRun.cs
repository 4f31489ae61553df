namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>One check of one export. Not thread-safe, and used once.</summary>
internal sealed class ExportRun(ExportSeal seal, VerifierKey key, VerificationRequest request, DateTimeOffset now)
{
    private readonly Findings _findings = new();
    private readonly DerivedTree _tree = new(tiles: null);
    private readonly RowCheck _rows = new();
    private readonly ExportLine _line = new();
    private readonly byte[] _leaf = new byte[LogFormat.HashBytes];
    private CheckpointText? _checkpoint;
    private RootClaim? _kept;
    private long? _keptSize;
    private long _position;
    private bool _isCut;
    private DateTimeOffset? _firstTime;
    private DateTimeOffset? _lastTime;

    public long RowsChecked { get; private set; }

    public long RowsExpected => Math.Max(0, (_checkpoint?.Size ?? 0) - seal.FirstRow + 1);

    /// <summary>Checks the seal by itself, and begins where it says.</summary>
    public void Start()
    {
        _checkpoint = CheckpointText.Open(seal.Checkpoint, key);
        if (_checkpoint is null || !string.Equals(seal.Origin, key.Name, StringComparison.Ordinal))
        {
            _findings.Add("Het checkpoint bij deze export is niet getekend met de sleutel van dit logboek, of is van een ander logboek.");
        }

        _position = Math.Max(0, seal.FirstRow - 1);
        if (seal.FirstRow < 1 || !_tree.TryResume(_position, seal.Before))
        {
            _findings.Add("Wat het zegel zegt van de rijen voor deze export, kan niet.");
            _isCut = true;
        }

        CheckErasures();
        ReadKept();
        CheckKept();
    }

    /// <summary>Checks one line.</summary>
    public void Pass(ReadOnlySpan<byte> line)
    {
        RowsChecked++;
        if (!_line.TryRead(line))
        {
            Add(_position + 1, "staat er niet als een regel van een export");
            (_position, _isCut) = (_position + 1, true);
            return;
        }

        var seq = _line.Seq;
        if (seq <= _position)
        {
            Add(seq, "staat niet op haar plaats");
            _isCut = true;
            return;
        }

        if (seq > _position + 1)
        {
            PassMissing(seq - 1);
        }

        _position = seq;
        if (!_isCut)
        {
            _tree.HashLeaf(_line.Row, _leaf);
            _tree.Append(_leaf);
            CheckKept();
        }

        CheckRow(seq);
    }

    /// <summary>Holds the tree over all rows against the checkpoint.</summary>
    public VerificationReport Finish()
    {
        if (_checkpoint is { } checkpoint)
        {
            var claim = new RootClaim(checkpoint, "De rijen in deze export zijn niet die waarover het checkpoint gaat.");
            if (_position < checkpoint.Size)
            {
                PassMissing(checkpoint.Size);
            }
            else if (_isCut || !claim.Holds(_tree))
            {
                _findings.Add(claim.WhenWrong);
            }
        }

        if (_kept is not null)
        {
            _findings.Add(_kept.WhenWrong);
        }

        request.Progress?.Invoke(RowsExpected, RowsExpected);
        return Report();
    }

    private void CheckRow(long seq)
    {
        var fault = _rows.FaultIn(seq, _line.Row);
        if (fault is not null)
        {
            _rows.SkipRows();
        }

        fault ??= _rows.Follow(_line.Row);
        if (fault is null && !_line.SaysWhatTheRowSays())
        {
            fault = "wordt te lezen gegeven als iets anders dan zij is";
        }

        fault ??= _line.FaultInAct();
        if (fault is not null)
        {
            Add(seq, fault);
            return;
        }

        _lastTime = DateTimeOffset.FromUnixTimeMilliseconds(_rows.LastTime);
        _firstTime ??= _lastTime;
    }

    private void CheckErasures()
    {
        // The form of a statement says of how many rows it is; here nothing else does.
        var statements = seal.Erasures.Select(note => new StoredErasure(ErasureCheck.LastSeqOf(note), note)).ToList();
        ErasureCheck.Check(statements, key, seal.RetentionMonths, now, _findings);
        if ((statements.Count == 0 ? 0 : statements[^1].LastSeq) != seal.FirstRow - 1)
        {
            _findings.Add("De eerste rij van deze export sluit niet aan op wat er volgens de verklaringen gewist is.");
        }

        if (_position > 0)
        {
            _rows.SkipRows();
        }
    }

    private void ReadKept()
    {
        if (request.KeptCheckpoint is not { } note)
        {
            return;
        }

        if (CheckpointText.Open(LogVerifier.KeptCheckpoint(note), key) is not { } kept)
        {
            _findings.Add("Het bewaarde checkpoint is niet getekend met de sleutel van dit logboek.");
        }
        else if (kept.Size < _position || kept.Size > _checkpoint?.Size)
        {
            throw new VerificationException("Het bewaarde checkpoint is ouder of nieuwer dan deze export; leg het naast het logboek zelf, of naast een andere export.");
        }
        else
        {
            _keptSize = kept.Size;
            _kept = new RootClaim(kept, FormattableString.Invariant(
                $"Het logboek is gesplitst: het bewaarde checkpoint over {kept.Size} rijen staat niet in deze export."));
        }
    }

    private void CheckKept()
    {
        if (_kept is { } kept && kept.Size == _tree.Size && kept.Holds(_tree))
        {
            _kept = null;
        }
    }

    private void PassMissing(long through)
    {
        var first = _position + 1;
        _findings.Add(first, through == first
            ? FormattableString.Invariant($"Rij {first} ontbreekt.")
            : FormattableString.Invariant($"De rijen {first} tot en met {through} ontbreken."));
        _rows.SkipRows();
        _isCut = true;
    }

    private void Add(long seq, string fault) => _findings.Add(seq, FormattableString.Invariant($"Rij {seq} {fault}."));

    private VerificationReport Report() => new()
    {
        Origin = key.Name,
        VerifierKey = key.Text,
        KeyId = key.IdText,
        KeyIsFromOutside = request.VerifierKey is not null,
        VerifiedBefore = 0,
        RowsChecked = RowsChecked,
        FirstRow = RowsChecked > 0 ? seal.FirstRow : null,
        LastRow = RowsChecked > 0 ? _position : null,
        FirstMoment = _firstTime,
        LastMoment = _lastTime,
        ErasedThrough = Math.Max(0, seal.FirstRow - 1),
        SealedThrough = _checkpoint?.Size ?? 0,
        Unsealed = 0,
        Checkpoints = 1,
        SecondPlaceSize = null,
        KeptSize = _keptSize,
        Findings = _findings.Kept,
        FindingCount = _findings.Count,
        State = null,
    };
}
