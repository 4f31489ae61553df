using System.Runtime.InteropServices;
using Meldpunt.Index.Identity;

namespace Meldpunt.Service.Access;

/// <summary>
/// Slows down who guesses, and locks nobody out: after five failures of one count an attempt is only looked at 2, 4, 8 … at most 300 seconds after the one before. Sooner,
/// it is refused unseen and is no failure. PINs have, besides, 20 failures an hour of one account over all terminals, and 60 of one terminal over all accounts. In memory and bounded; empty after a restart. Safe to use from many threads.
/// </summary>
/// <remarks>
/// How to use it: <c>if (!throttle.TryGuess(count))</c> answer as if the guess were wrong, after the same work; else look, and then <see cref="Succeeded"/>, or
/// <see cref="TakeBack"/> when it was no guess after all, or nothing when it was wrong.
/// </remarks>
internal sealed class SignInThrottle(TimeProvider time)
{
    /// <summary>Failures before the first wait.</summary>
    public const int FreeGuesses = 5;

    /// <summary>Failures of one account's PIN in an hour, over all terminals.</summary>
    public const int PinFailuresAnHour = 20;

    /// <summary>Failures of all PINs on one terminal in an hour: more than a shift of clumsy fingers, far fewer than going through everybody's number with a few likely PINs takes.</summary>
    public const int TerminalFailuresAnHour = 60;

    /// <summary>Most counts that are kept; beyond it the one that was touched longest ago goes.</summary>
    public const int MaxCounts = 16_384;

    /// <summary>Longest wait.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(300);

    // A count is forgotten when nobody guessed for so long. It gives nobody more guesses than waiting does.
    private static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();

    // Both guarded by _lock.
    private readonly Dictionary<GuessCount, (int Failures, DateTimeOffset LastAt)> _counts = [];
    private readonly Dictionary<OpaqueId, Queue<DateTimeOffset>> _pins = [];

    /// <summary>Counts that are kept now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _counts.Count;
            }
        }
    }

    /// <summary>
    /// True when a guess may be looked at now. From here on it counts as a failure, until it is taken back: many at once are no way round.
    /// </summary>
    public bool TryGuess(GuessCount count)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            var (failures, lastAt) = _counts.GetValueOrDefault(count);
            if (now - lastAt >= Memory)
            {
                failures = 0;
            }
            else if (now - lastAt < WaitAfter(failures))
            {
                return false;
            }

            if (count.Kind == GuessKind.Pin && !TryPin_NeedsLock(count, now))
            {
                return false;
            }

            MakeRoom_NeedsLock(count, now);
            _counts[count] = (failures + 1, now);
            return true;
        }
    }

    /// <summary>The guess was right: its count begins anew.</summary>
    public void Succeeded(GuessCount count)
    {
        lock (_lock)
        {
            _counts.Remove(count);
            TakeBackPin_NeedsLock(count);
        }
    }

    /// <summary>The guess was none after all, or could not be looked at: it is no failure.</summary>
    public void TakeBack(GuessCount count)
    {
        lock (_lock)
        {
            ref var known = ref CollectionsMarshal.GetValueRefOrNullRef(_counts, count);
            if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref known))
            {
                return;
            }

            known.Failures = Math.Max(0, known.Failures - 1);
            TakeBackPin_NeedsLock(count);
        }
    }

    /// <summary>How long after the attempt before it the next one is looked at.</summary>
    internal static TimeSpan WaitAfter(int failures)
    {
        const int MostDoublings = 9;
        return failures < FreeGuesses
            ? TimeSpan.Zero
            : TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, 1 << Math.Min(MostDoublings, failures - FreeGuesses + 1)));
    }

    private bool TryPin_NeedsLock(GuessCount count, DateTimeOffset now)
    {
        var ofAccount = RecentPins_NeedsLock(count.AccountId, now);
        var ofTerminal = RecentPins_NeedsLock(count.PlaceId, now);
        if (ofAccount.Count >= PinFailuresAnHour || ofTerminal.Count >= TerminalFailuresAnHour)
        {
            return false;
        }

        ofAccount.Enqueue(now);
        ofTerminal.Enqueue(now);
        return true;
    }

    private Queue<DateTimeOffset> RecentPins_NeedsLock(OpaqueId id, DateTimeOffset now)
    {
        if (!_pins.TryGetValue(id, out var failures))
        {
            _pins[id] = failures = new Queue<DateTimeOffset>();
        }

        while (failures.TryPeek(out var oldest) && now - oldest >= Memory)
        {
            failures.Dequeue();
        }

        return failures;
    }

    // Which of them does not matter: they differ by less than what the hour is for.
    private void TakeBackPin_NeedsLock(GuessCount count)
    {
        if (count.Kind != GuessKind.Pin)
        {
            return;
        }

        foreach (var id in new[] { count.AccountId, count.PlaceId })
        {
            if (_pins.TryGetValue(id, out var failures) && failures.TryDequeue(out _) && failures.Count == 0)
            {
                _pins.Remove(id);
            }
        }
    }

    // Looked through only when it is full, and then no more often than Argon2id lets anybody come here.
    private void MakeRoom_NeedsLock(GuessCount count, DateTimeOffset now)
    {
        if (_counts.Count < MaxCounts || _counts.ContainsKey(count))
        {
            return;
        }

        foreach (var (forgotten, _) in _counts.Where(kept => now - kept.Value.LastAt >= Memory).ToList())
        {
            _counts.Remove(forgotten);
        }

        foreach (var (accountId, _) in _pins.Where(kept => kept.Value.All(failure => now - failure >= Memory)).ToList())
        {
            _pins.Remove(accountId);
        }

        if (_counts.Count >= MaxCounts)
        {
            _counts.Remove(_counts.MinBy(kept => kept.Value.LastAt).Key);
        }
    }
}
