using System.Globalization;
namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>One check of one log: what is beside the rows at its start, then row after row. Not thread-safe, and used once.</summary>
internal sealed class VerificationRun
{
    // The statement comes first and the rows go in many small steps, and a service may be stopped between two of them.
    private static readonly TimeSpan MaxErasing = TimeSpan.FromDays(1);

    private readonly LogSnapshot _snapshot;
    private readonly VerifierKey _key;
    private readonly VerificationRequest _request;
    private readonly DateTimeOffset _now;
    private readonly Findings _findings = new();
    private readonly StoredTiles _tiles;
    private readonly DerivedTree _tree;
    private StoredIdentity? _identity;
    private RowPass? _pass;
    private long? _firstRow;
    private long? _lastRow;
    private long? _secondPlaceSize;
    private long? _keptSize;
    private DateTimeOffset _lastDecision;

    public VerificationRun(LogSnapshot snapshot, VerifierKey key, VerificationRequest request, DateTimeOffset now)
    {
        _snapshot = snapshot;
        _key = key;
        _request = request;
        _now = now;
        _tiles = new StoredTiles(snapshot.Tiles, _findings);
        _tree = new DerivedTree(_tiles);
    }

    /// <summary>Reads and checks all that is not a row, at one moment, and leaves that moment open for the first rows.</summary>
    public void Start(SecondPlaceNote secondPlace, string? kept)
    {
        _snapshot.BeginLeg();
        _identity = _snapshot.Identity();
        var newest = _snapshot.NewestCheckpoint();
        var ends = _snapshot.Ends();
        (_firstRow, _lastRow) = (ends?.First, ends?.Last);
        if (_identity is null && newest is null && secondPlace.Note is null)
        {
            throw new VerificationException("Dit logboek is nog niet verzegeld; dat gebeurt zodra Meldpunt het opent.");
        }

        CheckIdentity();
        if (newest is null && secondPlace.Note is null && ends is not null)
        {
            _findings.Add("Er is geen enkel checkpoint.");
        }

        var tilesThrough = newest is null ? 0 : CheckpointText.Open(newest.Note, _key)?.Size ?? newest.Size;
        _tiles.Leaves = tilesThrough;
        var rows = new RowCheck();
        var walk = new CheckpointWalk(_snapshot, _key, newest, _findings);
        Resume(rows, tilesThrough);
        CheckLastTiles(tilesThrough);
        AddSecondPlace(walk, secondPlace, Math.Max(tilesThrough, _lastRow ?? 0));
        AddKept(walk, kept);
        walk.Begin(_request.From?.CheckpointMinute ?? long.MinValue, _tree);
        _pass = new RowPass(_snapshot, _tree, _tiles, rows, walk, _findings)
        {
            TilesThrough = tilesThrough,
            SealedThrough = _secondPlaceSize > tilesThrough && _secondPlaceSize <= _lastRow ? _secondPlaceSize.Value : tilesThrough,
            LastRow = _lastRow ?? 0,
            NewestMinute = newest?.Minute ?? long.MinValue,
        };
        CheckErasures();
        if (_firstRow <= 0 || (_firstRow <= _pass.ErasedThrough && _now - _lastDecision > MaxErasing))
        {
            _findings.Add(_firstRow, FormattableString.Invariant($"Rij {_firstRow} hoort er niet te zijn."));
        }
    }

    /// <summary>Goes through the rows and tells what was found.</summary>
    public VerificationReport Finish(CancellationToken cancellationToken)
    {
        var pass = _pass!;
        while (pass.RunLeg())
        {
            _snapshot.EndLeg();
            cancellationToken.ThrowIfCancellationRequested();
            _request.Progress?.Invoke(pass.Position, pass.End);
            _snapshot.BeginLeg();
            if (_snapshot.LastErased() != pass.ErasedThrough)
            {
                CheckErasures();
            }
        }

        pass.Close();
        _snapshot.EndLeg();
        _request.Progress?.Invoke(pass.End, pass.End);
        return Report(pass);
    }

    private void CheckIdentity()
    {
        if (_identity is null)
        {
            _findings.Add("Het logboek zegt niet meer wie het is: de herkomst en de sleutel ontbreken.");
        }
        else if (!string.Equals(_identity.Origin, _key.Name, StringComparison.Ordinal)
            || !string.Equals(_identity.VerifierKey.Trim(), _key.Text, StringComparison.Ordinal))
        {
            _findings.Add("Het logboek noemt een andere herkomst of een andere sleutel dan die waarmee het gecontroleerd wordt.");
        }
    }

    private void Resume(RowCheck rows, long tilesThrough)
    {
        if (_request.From is not { } from)
        {
            return;
        }

        if (from.Size > tilesThrough)
        {
            _findings.Add(FormattableString.Invariant($"Het logboek is teruggedraaid: eerder waren {from.Size} rijen verzegeld en in orde, nu {tilesThrough}."));
        }

        if (!_tree.TryResume(from.Size, from.Peaks.Span))
        {
            throw new VerificationException("De eerder bewaarde stand van de controle is niet heel; controleer het logboek weer vanaf rij 1.");
        }

        rows.Resume(from);
        if (!_tree.Peaks.AsSpan().SequenceEqual(_tiles.TreeAt(from.Size).Peaks))
        {
            _findings.Add("De tegels over de rijen die eerder in orde waren, zijn veranderd.");
        }
    }

    // Nothing may stand behind what is sealed: it would be taken for sealed by whoever fetches tiles.
    private void CheckLastTiles(long tilesThrough)
    {
        for (var level = 0; level < StoredTiles.Levels; level++)
        {
            var hashes = tilesThrough >> (level * DerivedTree.TileHeight);
            var end = _snapshot.LastTile(level) is { } last ? (last.Place * LogFormat.TileWidth) + last.Hashes : 0;
            if (end != hashes)
            {
                _findings.Add($"De tegels van niveau {level} zijn langer of korter dan het verzegelde deel van het logboek.");
            }
        }
    }

    private void AddSecondPlace(CheckpointWalk walk, SecondPlaceNote place, long length)
    {
        if (place.Note is null)
        {
            if (place.HasFolder)
            {
                _findings.Add($"De tweede plaats ontbreekt: er is geen {LogFormat.SecondPlaceFile} bij de sleutels.");
            }
        }
        else if (CheckpointText.Open(place.Note, _key) is not { } checkpoint)
        {
            _findings.Add("Het checkpoint op de tweede plaats is niet van dit logboek, of is veranderd.");
        }
        else
        {
            _secondPlaceSize = checkpoint.Size;
            var sentence = checkpoint.Size > length
                ? FormattableString.Invariant($"Het logboek is teruggedraaid: de tweede plaats kent {checkpoint.Size} verzegelde rijen, de database {length}.")
                : "Het checkpoint op de tweede plaats hoort bij andere rijen dan die in de database staan.";
            AddClaim(walk, new RootClaim(checkpoint, sentence));
        }
    }

    private void AddKept(CheckpointWalk walk, string? note)
    {
        if (note is null)
        {
            return;
        }

        if (CheckpointText.Open(note, _key) is { } checkpoint)
        {
            _keptSize = checkpoint.Size;
            AddClaim(walk, new RootClaim(checkpoint, FormattableString.Invariant($"Het logboek is teruggedraaid of gesplitst: het bewaarde checkpoint over {checkpoint.Size} rijen staat er niet in.")));
        }
        else
        {
            _findings.Add("Het bewaarde checkpoint is niet getekend met de sleutel van dit logboek.");
        }
    }

    // Before the size at which this check begins there are only the tiles to ask, which were just found to be those of then.
    private void AddClaim(CheckpointWalk walk, RootClaim claim)
    {
        if (claim.Size >= _tree.Size)
        {
            walk.Add(claim);
        }
        else if (!claim.Holds(_tiles.TreeAt(claim.Size)))
        {
            _findings.Add(claim.WhenWrong);
        }
    }

    private void CheckErasures()
    {
        var statements = _snapshot.Erasures();
        var pass = _pass!;
        pass.ErasedThrough = statements.Count == 0 ? 0 : statements[^1].LastSeq;
        if (pass.ErasedThrough > pass.SealedThrough)
        {
            _findings.Add("Er zijn rijen gewist die nooit verzegeld zijn.");
        }

        var stored = _snapshot.RetentionChoices();
        var choices = stored.Where(choice => choice.IsSigned(_key)).ToList();
        if (choices.Count < stored.Count)
        {
            _findings.Add("Er staat een bewaartermijn in de database die niet met de sleutel van dit logboek is gekozen; zij geldt niet.");
        }

        var months = choices.Count > 0 ? choices[^1].Months : LogFormat.DefaultRetentionMonths;
        if (_identity is not null && _identity.RetentionMonths != months)
        {
            _findings.Add(string.Create(
                CultureInfo.InvariantCulture, $"De bewaartermijn in de database ({_identity.RetentionMonths} maanden) is niet die is vastgelegd ({months} maanden)."));
        }

        _lastDecision = ErasureCheck.Check(statements, _key, months, _now, _findings, choices);
    }

    private VerificationReport Report(RowPass pass) => new()
    {
        Origin = _key.Name,
        VerifierKey = _key.Text,
        KeyId = _key.IdText,
        KeyIsFromOutside = _request.VerifierKey is not null,
        VerifiedBefore = _request.From?.Size ?? 0,
        RowsChecked = pass.RowsChecked,
        FirstRow = _firstRow,
        LastRow = _lastRow,
        FirstMoment = pass.FirstTime,
        LastMoment = pass.LastTime,
        ErasedThrough = pass.ErasedThrough,
        SealedThrough = pass.SealedThrough,
        Unsealed = pass.Unsealed,
        Checkpoints = pass.Checkpoints,
        SecondPlaceSize = _secondPlaceSize,
        KeptSize = _keptSize,
        Findings = _findings.Kept,
        FindingCount = _findings.Count,
        State = _findings.Count == 0 ? pass.SealedState : null,
    };
}
