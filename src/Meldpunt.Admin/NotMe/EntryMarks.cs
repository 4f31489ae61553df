using System.Security.Cryptography;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.NotMe;

/// <summary>The marks of one entry in memory, with their key, until they are disposed; both are zeroed then. Safe to use from many threads.</summary>
internal sealed class EntryMarks : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SecretKey _key;
    private readonly byte[][] _byName;
    private readonly byte[][] _byPlace;
    private bool _disposed;

    /// <summary>Takes the key over.</summary>
    public EntryMarks(SecretKey key, IReadOnlyList<NotMeRow> rows)
    {
        _key = key;
        _byName = [.. rows.Where(row => !row.WithPlace).Select(row => row.Mark)];
        _byPlace = [.. rows.Where(row => row.WithPlace).Select(row => row.Mark)];
    }

    /// <summary>Whether a visitor has one of the marks; false when these are disposed, and others may have taken their place. Allocates nothing.</summary>
    public bool TryHold(PersonDetails visitor, out bool holds)
    {
        Span<byte> mark = stackalloc byte[NotMeMark.SizeBytes];
        lock (_lock)
        {
            holds = false;
            if (_disposed)
            {
                return false;
            }

            if (_byName.Length > 0)
            {
                NotMeMark.Write(_key, visitor, mark);
                holds = IsIn(_byName, mark);
            }

            if (!holds && _byPlace.Length > 0 && NotMeMark.TryWriteWithPlace(_key, visitor, mark))
            {
                holds = IsIn(_byPlace, mark);
            }

            return true;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _key.Dispose();
            foreach (var mark in _byName.Concat(_byPlace))
            {
                CryptographicOperations.ZeroMemory(mark);
            }
        }
    }

    private static bool IsIn(byte[][] marks, ReadOnlySpan<byte> mark)
    {
        foreach (var one in marks)
        {
            if (mark.SequenceEqual(one))
            {
                return true;
            }
        }

        return false;
    }
}
