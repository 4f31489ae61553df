using System.Collections.Concurrent;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Register;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.NotMe;

/// <summary>The marks that belong to one index. Entries without marks are not in it and cost nothing. Safe to use from many threads; an entry is put by one at a time.</summary>
internal sealed class NotMeBook : IDisposable
{
    private readonly ConcurrentDictionary<OpaqueId, EntryMarks> _marks = new();
    private volatile int _count;

    /// <summary>True when no entry has marks.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Takes in the marks of an entry as they are now.</summary>
    public void Put(EntryRow row, MonthKeys epochs)
    {
        if (row.Marks.Count == 0)
        {
            Remove(row.Id);
            return;
        }

        using var cipher = row.OpenCipher(epochs);
        var marks = new EntryMarks(cipher.NotMeKey(), row.Marks);
        var before = _marks.GetValueOrDefault(row.Id);

        // First counted, then there, then the old ones gone: whoever asks meanwhile meets one of the two.
        if (before is null)
        {
            Interlocked.Increment(ref _count);
        }

        _marks[row.Id] = marks;
        before?.Dispose();
    }

    /// <summary>The entry has no marks any more.</summary>
    public void Remove(OpaqueId entryId)
    {
        if (_marks.TryRemove(entryId, out var marks))
        {
            Interlocked.Decrement(ref _count);
            marks.Dispose();
        }
    }

    /// <summary>True when this visitor is known not to be the registered person of this entry.</summary>
    public bool IsNot(OpaqueId entryId, PersonDetails visitor)
    {
        while (_marks.TryGetValue(entryId, out var marks))
        {
            if (marks.TryHold(visitor, out var holds))
            {
                return holds;
            }
        }

        return false;
    }

    public void Dispose()
    {
        foreach (var entryId in _marks.Keys)
        {
            Remove(entryId);
        }
    }
}
