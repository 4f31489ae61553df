using System.Collections.Concurrent;
using FASTER.core;
using Meldpunt.Index.Keys;

namespace Meldpunt.Index.Hot;

using Session = ClientSession<MatchKey, long, long, long, Empty, IFunctions<MatchKey, long, long, long, Empty>>;

/// <summary>
/// From keys to numbers, in FASTER and in memory alone. It never drops a record: it has a size, and says so when that is used up. Any number of
/// threads may read, each in a session of its own; writing is for one thread at a time.
/// </summary>
internal sealed class KeyTable : IDisposable
{
    /// <summary>What <see cref="Read"/> gives for a key that is not there.</summary>
    public const int None = -1;

    private readonly NullDevice _noDevice = new();
    private readonly FasterKVSettings<MatchKey, long> _settings;
    private readonly FasterKV<MatchKey, long> _store;
    private readonly ConcurrentBag<Session> _sessions = [];
    private readonly long _memoryBytes;

    /// <summary>Makes an empty table with room for so many records; a key that is taken out and put back counts again.</summary>
    public KeyTable(long maxRecords)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxRecords);
        _settings = FasterSettings.Create(maxRecords, _noDevice);
        _memoryBytes = FasterSettings.MemoryBytes(maxRecords);
        _store = new FasterKV<MatchKey, long>(_settings);
    }

    /// <summary>A session to read or write in; give it back.</summary>
    public Session Rent() =>
        _sessions.TryTake(out var session) ? session : _store.NewSession(new SimpleFunctions<MatchKey, long>());

    /// <summary>Takes a session back.</summary>
    public void Return(Session session) => _sessions.Add(session);

    /// <summary>The number under a key, or <see cref="None"/>.</summary>
    public static int Read(Session session, MatchKey key)
    {
        var number = 0L;
        var status = session.Read(ref key, ref number);
        if (status.IsPending || status.IsFaulted)
        {
            // Everything is in memory, so FASTER never has to wait; if it says so, its memory is not what we set.
            throw new InvalidOperationException("The hot index left its memory.");
        }

        return status.Found ? (int)number : None;
    }

    /// <summary>Puts a number under a key, or takes the key out with <see cref="None"/>. What the number leads to must be whole.</summary>
    public static void Write(Session session, MatchKey key, int number)
    {
        // On processors that reorder writes too, a reader may not learn of the number before what it leads to.
        Thread.MemoryBarrier();
        if (number == None)
        {
            session.Delete(ref key);
            return;
        }

        var value = (long)number;
        session.Upsert(ref key, ref value);
    }

    /// <summary>Throws <see cref="IndexFullException"/> when so many records more do not fit.</summary>
    public void EnsureRoom(int records)
    {
        // One page of slack: a record that does not fit the rest of a page starts on the next.
        var needed = _store.Log.TailAddress + (records * FasterSettings.RecordBytes) + _settings.PageSize;
        if (needed > _memoryBytes)
        {
            throw new IndexFullException(_store.Log.TailAddress / FasterSettings.RecordBytes);
        }
    }

    /// <summary>Throws when FASTER dropped records after all.</summary>
    public void AssertNothingDropped()
    {
        if (_store.Log.HeadAddress != _store.Log.BeginAddress)
        {
            throw new InvalidOperationException("The hot index dropped records, which EnsureRoom should have made impossible.");
        }
    }

    public void Dispose()
    {
        while (_sessions.TryTake(out var session))
        {
            session.Dispose();
        }

        _store.Dispose();
        _settings.Dispose();
        _noDevice.Dispose();
    }
}
