using System.Collections.Concurrent;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Storage;
using Meldpunt.Index.Identity;
using Microsoft.Extensions.Caching.Memory;

namespace Meldpunt.Service.Access;

/// <summary>
/// Sessions in memory, so that a request reads no database for its session. One that is held is believed only at the version of the store at which it was last found there;
/// <see cref="Refresh"/> takes in what changed, at once after a change here and several times a second for those of other processes. When that stays away for a minute nothing is
/// believed any more and the database is asked every time. Idle and absolute limits are kept here, whatever is held. Safe to use from many threads.
/// </summary>
internal sealed class SessionBook : IDisposable
{
    /// <summary>More than there are people at work; one more takes the place of those that were used longest ago.</summary>
    public const int MaxSessions = 4_096;

    // 256 bits in hexadecimal digits; anything else is no key.
    private const int KeyLength = 64;

    private static readonly TimeSpan Trust = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(10);

    private readonly SessionStore _store;
    private readonly TimeProvider _time;
    private readonly MemoryCache _cache;
    private readonly ConcurrentDictionary<OpaqueId, LiveSession> _toSave = new();
    private readonly Lock _refreshing = new();
    private long _version;
    private long _confirmedAt;
    private long _sweptAt;

    public SessionBook(SessionStore store, TimeProvider time)
    {
        _store = store;
        _time = time;
        _cache = new MemoryCache(new MemoryCacheOptions { SizeLimit = MaxSessions, Clock = new CacheClock(time) });
        _version = store.ReadVersion();
        _confirmedAt = _sweptAt = time.GetTimestamp();
    }

    /// <summary>The session of a key, which is thereby used; null when there is none that is on.</summary>
    public LiveSession? Find(string key)
    {
        if (Look(key) is not { } session)
        {
            return null;
        }

        session.Touch(_time.GetUtcNow());
        if (session.IsToBeSaved)
        {
            _toSave[session.Id] = session;
        }

        return session;
    }

    /// <summary>The same, without using it.</summary>
    public LiveSession? Look(string key) => key.Length == KeyLength ? Find(SessionStore.HashOf(key)) : null;

    /// <summary>True when a session that was found before is still on. Does not count as using it.</summary>
    public bool IsOn(LiveSession session) => Find(session.KeyHash) is not null;

    /// <summary>The sessions of an account, the one that was used last first.</summary>
    public IReadOnlyList<Session> Of(OpaqueId accountId) => _store.Of(accountId);

    /// <summary>Keeps a session and returns its key.</summary>
    public async Task<string> CreateAsync(NewSession session)
    {
        var key = await _store.CreateAsync(session);
        Refresh();
        return key;
    }

    /// <summary>Somebody proved once more who they are: the new key of the session; null when it ended meanwhile.</summary>
    public async Task<string?> VerifyAsync(LiveSession session, SignInMethods methods)
    {
        var key = await _store.VerifyAsync(session.Id, methods);
        Refresh();
        return key;
    }

    /// <summary>Ends the session of a key.</summary>
    public async Task EndAsync(string key)
    {
        await _store.EndAsync(key);
        Refresh();
    }

    /// <summary>Ends one session of an account; false when it has none of this id.</summary>
    public async Task<bool> EndAsync(OpaqueId accountId, OpaqueId id)
    {
        var ended = await _store.EndAsync(accountId, id);
        Refresh();
        return ended;
    }

    /// <summary>Ends all sessions of an account but one; returns how many.</summary>
    public async Task<int> EndOthersAsync(OpaqueId accountId, OpaqueId kept)
    {
        var count = await _store.EndOthersAsync(accountId, kept);
        Refresh();
        return count;
    }

    /// <summary>Ends all sessions of somebody else's account, which is an act; returns how many. Throws as <see cref="SessionStore.EndAllAsync"/> does.</summary>
    public async Task<int> EndAllAsync(Caller caller, Account account)
    {
        var count = await _store.EndAllAsync(caller, account);
        Refresh();
        return count;
    }

    /// <summary>Takes in what ended or changed. Call it after every change of the store that did not go by here, such as the end of an account.</summary>
    public void Refresh()
    {
        lock (_refreshing)
        {
            if (_store.ReadVersion() != Interlocked.Read(ref _version))
            {
                var (marks, version) = _store.ReadMarks();
                foreach (var mark in marks)
                {
                    if (_cache.TryGetValue(NameOf(mark.KeyHash), out LiveSession? session) && session!.Is(mark))
                    {
                        session.Version = version;
                    }
                }

                // Last: whoever is not confirmed by now is read anew.
                Interlocked.Exchange(ref _version, version);
            }

            Interlocked.Exchange(ref _confirmedAt, _time.GetTimestamp());
        }
    }

    /// <summary>Writes down what was used, and deletes what is over. Behind the requests; when the store takes nothing, the next turn tries again.</summary>
    public async Task KeepAsync()
    {
        // Before anything is written down: a store that hangs must not make what is used look unused.
        var now = _time.GetUtcNow();
        try
        {
            if (!_toSave.IsEmpty)
            {
                await SaveSeenAsync();
            }

            if (_time.GetElapsedTime(_sweptAt) >= SweepInterval)
            {
                _sweptAt = _time.GetTimestamp();
                await _store.SweepAsync(now);
            }
        }
        catch (StoreUnavailableException)
        {
            // Readiness says so; nobody is let in for it, and nobody is kept out.
        }
    }

    public void Dispose() => _cache.Dispose();

    private static string NameOf(byte[] keyHash) => Convert.ToHexString(keyHash);

    private LiveSession? Find(byte[] keyHash)
    {
        var name = NameOf(keyHash);
        var isTrusted = _time.GetElapsedTime(Interlocked.Read(ref _confirmedAt)) < Trust;
        if (!_cache.TryGetValue(name, out LiveSession? session) || !isTrusted || session!.Version < Interlocked.Read(ref _version))
        {
            session = Read(name, keyHash, session);
        }

        return session?.IsOn(_time.GetUtcNow()) == true ? session : null;
    }

    private LiveSession? Read(string name, byte[] keyHash, LiveSession? before)
    {
        var (found, version) = _store.Read(keyHash);
        if (found is null)
        {
            _cache.Remove(name);
            return null;
        }

        var session = new LiveSession(found, version);
        if (before is not null)
        {
            session.Touch(before.SeenAt);
        }

        return _cache.Set(name, session, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpiration = found.ExpiresAt });
    }

    private async Task SaveSeenAsync()
    {
        var used = _toSave.Values.Select(session => (Session: session, At: session.SeenAt)).ToList();
        await _store.SaveSeenAsync([.. used.Select(one => (one.Session.Id, one.At))]);
        foreach (var (session, at) in used)
        {
            session.WasSaved(at);
            _toSave.TryRemove(session.Id, out _);
        }
    }
}
