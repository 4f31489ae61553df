using System.Globalization;

namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>
/// The checkpoints of the log in order, and those that are kept elsewhere, each held against the tree when it has come to that size. Checkpoints are read in pages,
/// because there can be one for every minute of two years.
/// </summary>
internal sealed class CheckpointWalk(LogSnapshot snapshot, VerifierKey key, StoredCheckpoint? newest, Findings findings)
{
    private const int PageLength = 1_000;
    private const long MinuteMilliseconds = 60_000;

    private readonly Queue<StoredCheckpoint> _page = new();
    private readonly PriorityQueue<RootClaim, long> _claims = new();
    private long _nextMinute;
    private bool _newestIsTaken;
    private long _lastSize;
    private long _lastSealedAt;

    /// <summary>Checkpoints of the log that were looked at.</summary>
    public long Count { get; private set; }

    /// <summary>The next size at which the tree must have a certain root; the largest number when there is none left.</summary>
    public long NextSize { get; private set; }

    /// <summary>Begins at the checkpoints of a minute, with the tree at some size.</summary>
    public void Begin(long minute, DerivedTree tree)
    {
        _nextMinute = minute;
        Check(tree);
    }

    /// <summary>Adds what somebody else says.</summary>
    public void Add(RootClaim claim) => _claims.Enqueue(claim, claim.Size);

    /// <summary>Holds what is said of the tree's present size against it, and finds out at which size it must be asked again.</summary>
    public void Check(DerivedTree tree)
    {
        Take(tree.Size);
        while (_claims.TryPeek(out var claim, out var size) && size <= tree.Size)
        {
            _claims.Dequeue();
            if (!claim.Holds(tree))
            {
                findings.Add(claim.WhenWrong);
            }

            Take(tree.Size);
        }

        NextSize = _claims.TryPeek(out _, out var next) ? next : long.MaxValue;
    }

    /// <summary>The tree grows no further: whatever is still said of larger sizes is not so.</summary>
    public void End(DerivedTree tree)
    {
        for (Check(tree); _claims.TryDequeue(out var claim, out _); Check(tree))
        {
            findings.Add(claim.WhenWrong);
        }
    }

    // One of the log's own stands in the queue as long as there is one, so that the queue knows the next size; a page is never held whole.
    private void Take(long treeSize)
    {
        while (_lastSize <= treeSize && Next() is { } stored)
        {
            Count++;
            if (Read(stored) is { } claim)
            {
                _claims.Enqueue(claim, claim.Size);
            }
        }
    }

    private RootClaim? Read(StoredCheckpoint stored)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"Het checkpoint over {stored.Size} rijen van {Moment(stored.Minute)}");
        if (SignedText.Open(stored.Note, key) is not { } text)
        {
            findings.Add($"{name} is niet getekend met de sleutel van dit logboek, of is daarna veranderd.");
            return null;
        }

        if (CheckpointText.Parse(text, key.Name) is not { } checkpoint)
        {
            findings.Add($"{name} is niet van dit logboek, of heeft een andere vorm.");
            return null;
        }

        if (checkpoint.Size != stored.Size || stored.SealedAt / MinuteMilliseconds != stored.Minute)
        {
            findings.Add($"{name} staat onder een ander aantal of een andere minuut dan waarvoor het getekend is.");
        }

        if (checkpoint.Size < _lastSize || stored.SealedAt < _lastSealedAt)
        {
            findings.Add($"{name} gaat over minder rijen of is van eerder dan het vorige.");
            return null;
        }

        _lastSize = checkpoint.Size;
        _lastSealedAt = stored.SealedAt;
        return new RootClaim(checkpoint, $"{name} heeft een andere wortel dan de rijen.");
    }

    // The newest is the one that was there at the beginning: a service that runs puts another in its place within the minute.
    private StoredCheckpoint? Next()
    {
        if (newest is null)
        {
            return null;
        }

        if (_page.Count == 0)
        {
            foreach (var stored in snapshot.Checkpoints(_nextMinute, newest.Minute, PageLength))
            {
                _page.Enqueue(stored);
                _nextMinute = stored.Minute + 1;
            }
        }

        if (_page.TryDequeue(out var next))
        {
            return next;
        }

        if (_newestIsTaken)
        {
            return null;
        }

        _newestIsTaken = true;
        return newest;
    }

    private static string Moment(long minute)
    {
        const long LastMinute = 253_370_764_799_999 / MinuteMilliseconds;
        return minute is >= 0 and <= LastMinute
            ? DateTimeOffset.FromUnixTimeMilliseconds(minute * MinuteMilliseconds).ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)
            : "een minuut die niet bestaat";
    }
}
