using System.Runtime.InteropServices;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.QueryLog.Budgets;

/// <summary>
/// Limits on curiosity (<c>docs/spec/access.md</c>, section 5): buckets in memory, on <see cref="TimeProvider"/>, of which a question about a new person takes one each.
/// Full after a start. Safe to use from many threads; allocates nothing for a question that is answered at once.
/// </summary>
public sealed class QueryBudgets(BudgetSheet sheet, TimeProvider time) : IDisposable
{
    /// <summary>For how long asking about the same person again costs nothing, and then their hash is zeroed.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    /// <summary>How long an answer waits at most, and a refusal.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);
    public static readonly TimeSpan RefusalWait = TimeSpan.FromSeconds(1);

    /// <summary>Requests of one account that wait at once; one more is refused without waiting.</summary>
    public const int MaxWaiting = 256;

    // Accounts, terminals and locations are made by hand; this is far more, some 8 MB.
    private const int MaxLevels = 65_536;

    // Accounts that ask within ten minutes, 8 MB in all. Of more nobody is remembered: they pay for every question.
    private const int MaxAccounts = 4_096;

    // Below this share of a bucket answers wait.
    private const double Slow = 0.5;

    private readonly Lock _lock = new();
    private readonly SecretKey _key = SecretKey.Create();
    private readonly long _start = time.GetTimestamp();

    // Guarded by the lock.
    private readonly Dictionary<(BudgetScope Scope, OpaqueId Id), BudgetLevels> _levels = [];
    private readonly Dictionary<OpaqueId, AskedPersons> _asked = [];
    private readonly Stack<AskedPersons> _free = [];
    private readonly Dictionary<OpaqueId, int> _waiting = [];
    private readonly BudgetLevels[] _taken = new BudgetLevels[ScopesOfAQuestion];
    private BudgetSheet _sheet = sheet;

    private const int ScopesOfAQuestion = 5;

    /// <summary>The budgets that hold.</summary>
    public BudgetSheet Sheet => Volatile.Read(ref _sheet);

    /// <summary>True when nobody who was asked about is remembered.</summary>
    internal bool IsBlank
    {
        get
        {
            lock (_lock)
            {
                return _asked.Count == 0 && _free.All(persons => persons.IsBlank);
            }
        }
    }

    /// <summary>How full every bucket that was touched is, 0 to 1; of two the emptier.</summary>
    internal IReadOnlyList<double> Fullnesses
    {
        get
        {
            lock (_lock)
            {
                return [.. _levels.Values.Select(level => level.Fullness(_sheet))];
            }
        }
    }

    /// <summary>Requests of an account that wait now.</summary>
    internal int CountWaiting(OpaqueId accountId)
    {
        lock (_lock)
        {
            return _waiting.GetValueOrDefault(accountId);
        }
    }

    /// <summary>Takes in other budgets; what was used stays used.</summary>
    public void Change(BudgetSheet chosen) => Volatile.Write(ref _sheet, chosen);

    /// <summary>Takes one from every bucket that the question falls under, or from none. Whatever comes of it is waited for with <see cref="WaitAsync"/>.</summary>
    public BudgetTaking Take(Caller caller, PersonDetails person)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var hash = AskedQuestion.Hash(_key, person);
        lock (_lock)
        {
            var now = Now();
            var persons = Persons_NeedsLock(caller.AccountId);
            if (persons?.Knows(hash, now, now - Memory.Ticks) == true)
            {
                return default;
            }

            var levels = Levels_NeedsLock(caller, now);
            var taking = Judge(levels);
            if (taking.Wait > TimeSpan.Zero && !TryBeginWaiting_NeedsLock(caller.AccountId))
            {
                return new BudgetTaking(TimeSpan.Zero, taking.Refusal ?? Crowded(caller));
            }

            if (taking.Refusal is null)
            {
                foreach (var level in levels)
                {
                    level.Take();
                }

                persons?.Add(hash, now);
            }

            return taking;
        }
    }

    /// <summary>Waits as long as the question must, and gives its place to another one that waits.</summary>
    public async Task WaitAsync(Caller caller, BudgetTaking taking)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (taking.Wait <= TimeSpan.Zero)
        {
            return;
        }

        try
        {
            await Task.Delay(taking.Wait, time).ConfigureAwait(false);
        }
        finally
        {
            EndWaiting(caller.AccountId);
        }
    }

    /// <summary>Zeroes whom nobody asked about for ten minutes; now and then.</summary>
    public void Forget() => Forget(keep: Memory);

    /// <summary>Zeroes all of them, at the end.</summary>
    public void Clear() => Forget(keep: -Memory);

    public void Dispose()
    {
        Clear();
        _key.Dispose();
    }

    private BudgetTaking Judge(ReadOnlySpan<BudgetLevels> levels)
    {
        BudgetRefusal? refusal = null;
        var fullness = 1.0;
        var sheetNow = _sheet;
        foreach (var level in levels)
        {
            var own = level.Refusal(sheetNow);
            refusal = own is null || own.RetryAfter <= refusal?.RetryAfter ? refusal : own;
            fullness = Math.Min(fullness, level.Fullness(sheetNow));
        }

        return refusal is not null ? new BudgetTaking(RefusalWait, refusal)
            : fullness < Slow ? new BudgetTaking(LongestWait * ((Slow - fullness) / Slow), null)
            : default;
    }

    // Everything that is waited for is over in two seconds.
    private BudgetRefusal Crowded(Caller caller) => new(_sheet[AccountScope(caller), BudgetSpan.Rush], LongestWait);

    private static BudgetScope AccountScope(Caller caller) => caller.Kind == AccountKind.System ? BudgetScope.System : BudgetScope.Person;

    private ReadOnlySpan<BudgetLevels> Levels_NeedsLock(Caller caller, long now)
    {
        var count = 0;
        _taken[count++] = Level_NeedsLock(AccountScope(caller), caller.AccountId, now);
        if (!caller.TerminalId.IsEmpty)
        {
            _taken[count++] = Level_NeedsLock(BudgetScope.Terminal, caller.TerminalId, now);
        }

        if (caller.Location is { } location)
        {
            _taken[count++] = Level_NeedsLock(BudgetScope.Location, location.Id, now);
        }

        if (caller.Participant is { } participant)
        {
            _taken[count++] = Level_NeedsLock(BudgetScope.Participant, participant.Id, now);
        }

        _taken[count++] = Level_NeedsLock(BudgetScope.Consortium, default, now);
        return _taken.AsSpan(0, count);
    }

    private BudgetLevels Level_NeedsLock(BudgetScope scope, OpaqueId id, long now)
    {
        if (!_levels.TryGetValue((scope, id), out var level))
        {
            MakeRoom_NeedsLock(now);
            level = new BudgetLevels(scope);
            _levels.Add((scope, id), level);
        }

        level.Refill(_sheet, now);
        return level;
    }

    // A full bucket is like one that is not there. When none is full the fullest goes.
    private void MakeRoom_NeedsLock(long now)
    {
        if (_levels.Count < MaxLevels)
        {
            return;
        }

        foreach (var (key, level) in _levels)
        {
            level.Refill(_sheet, now);
            if (level.Fullness(_sheet) >= 1)
            {
                _levels.Remove(key);
            }
        }

        if (_levels.Count >= MaxLevels)
        {
            _levels.Remove(_levels.MaxBy(pair => pair.Value.Fullness(_sheet)).Key);
        }
    }

    private AskedPersons? Persons_NeedsLock(OpaqueId accountId)
    {
        if (_asked.TryGetValue(accountId, out var persons) || _asked.Count >= MaxAccounts)
        {
            return persons;
        }

        persons = _free.TryPop(out var free) ? free : new AskedPersons();
        _asked.Add(accountId, persons);
        return persons;
    }

    private void Forget(TimeSpan keep)
    {
        lock (_lock)
        {
            var oldest = Now() - keep.Ticks;
            foreach (var (account, persons) in _asked)
            {
                if (persons.Forget(oldest))
                {
                    _asked.Remove(account);
                    _free.Push(persons);
                }
            }
        }
    }

    private bool TryBeginWaiting_NeedsLock(OpaqueId accountId)
    {
        ref var waiting = ref CollectionsMarshal.GetValueRefOrAddDefault(_waiting, accountId, out _);
        if (waiting >= MaxWaiting)
        {
            return false;
        }

        waiting++;
        return true;
    }

    private void EndWaiting(OpaqueId accountId)
    {
        lock (_lock)
        {
            if (--CollectionsMarshal.GetValueRefOrNullRef(_waiting, accountId) == 0)
            {
                _waiting.Remove(accountId);
            }
        }
    }

    // Beyond the memory from the first moment on, so that no time is before the clock's beginning.
    private long Now() => Memory.Ticks + 1 + time.GetElapsedTime(_start).Ticks;
}
