using System.ComponentModel;
using System.Security.Cryptography;
using Meldpunt.Admin.Storage;
using Meldpunt.Index.Keys;

namespace Meldpunt.Admin.Keys;

/// <summary>
/// One random key per calendar month for one purpose, each in a file of its own, wrapped under the master key. Destroying the file destroys
/// what was encrypted under it, everywhere. A key that is gone is never made again. Safe to use from many threads.
/// </summary>
public sealed class MonthKeys : IDisposable
{
    private const string Extension = ".key";

    private readonly string _folder;
    private readonly string _purpose;
    private readonly MasterKeys _masters;
    private readonly KeyFolderLock _folderLock;
    private readonly Action _ensureCurrent;
    private readonly Lock _lock = new();

    // Guarded by _lock.
    private readonly Dictionary<CalendarMonth, SecretKey> _keys = [];

    internal MonthKeys(string folder, string purpose, MasterKeys masters, KeyFolderLock folderLock, Action ensureCurrent)
    {
        _folder = folder;
        _purpose = purpose;
        _masters = masters;
        _folderLock = folderLock;
        _ensureCurrent = ensureCurrent;
    }

    /// <summary>What is wrapped under the master, each file with its label. Only while the lock of the folder is held.</summary>
    internal IEnumerable<(string Path, string Label)> Files() => Months().Select(month => (PathOf(month), LabelOf(month)));

    /// <summary>The key of a month; throws <see cref="KeyGoneException"/> when it does not exist.</summary>
    public SecretKey Get(CalendarMonth month)
    {
        lock (_lock)
        {
            return Find_NeedsLock(month) ?? throw new KeyGoneException(_purpose, month);
        }
    }

    /// <summary>
    /// The key of a month, made when there is none yet. Only for encrypting something new; when this returns, the key is on the disk.
    /// Throws <see cref="StoreUnavailableException"/> when it cannot be put there.
    /// </summary>
    public SecretKey GetOrCreate(CalendarMonth month)
    {
        lock (_lock)
        {
            if (Find_NeedsLock(month) is { } existing)
            {
                return existing;
            }
        }

        try
        {
            // Before the other lock, always in this order: who wraps all keys anew holds the folder for a moment, and nobody may wait for that who finds a key.
            using var held = _folderLock.Enter();
            lock (_lock)
            {
                return Find_NeedsLock(month) ?? Create_NeedsLocks(month);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or Win32Exception)
        {
            throw new StoreUnavailableException(StoreTrouble.Refused, exception);
        }
    }

    /// <summary>The months that have a key, oldest first.</summary>
    public IReadOnlyList<CalendarMonth> Months() => Directory.EnumerateFiles(_folder, "*" + Extension)
        .Select(path => Path.GetFileNameWithoutExtension(path))
        .Order(StringComparer.Ordinal)
        .Select(CalendarMonth.Parse)
        .ToList();

    /// <summary>Does something with the key of a month, which is not destroyed meanwhile; false, and nothing is done, when there is none.</summary>
    public bool TryUse(CalendarMonth month, Action<SecretKey> use)
    {
        ArgumentNullException.ThrowIfNull(use);
        lock (_lock)
        {
            if (Find_NeedsLock(month) is not { } key)
            {
                return false;
            }

            use(key);
            return true;
        }
    }

    /// <summary>
    /// Destroys the key of a month, for good, with what a crash may have left of its making. When this returns, nothing of it is on the disk or in this process.
    /// </summary>
    public void Destroy(CalendarMonth month)
    {
        // Or it would be written again by whoever is wrapping it anew.
        using var held = _folderLock.Enter();
        lock (_lock)
        {
            foreach (var path in Directory.GetFiles(_folder).Where(path => Path.GetFileName(path).StartsWith($"{month}{Extension}", StringComparison.Ordinal)))
            {
                DurableFile.Erase(path);
            }

            if (_keys.Remove(month, out var key))
            {
                key.Dispose();
            }
        }
    }

    /// <summary>Erases what crashes left of the making of keys, but for those of a month in which one may be made now.</summary>
    public void DropLeftovers(CalendarMonth inUse)
    {
        using var held = _folderLock.Enter();

        // By the end of the name and not by a pattern: "*.key.*" finds the keys as well.
        foreach (var path in Directory.GetFiles(_folder).Where(path => path.EndsWith(DurableFile.Unfinished, StringComparison.Ordinal)))
        {
            if (!Path.GetFileName(path).StartsWith(inUse.ToString(), StringComparison.Ordinal))
            {
                DurableFile.Erase(path);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var key in _keys.Values)
            {
                key.Dispose();
            }

            _keys.Clear();
        }
    }

    private SecretKey? Find_NeedsLock(CalendarMonth month)
    {
        if (_keys.TryGetValue(month, out var known))
        {
            return known;
        }

        var path = PathOf(month);
        return File.Exists(path) ? _keys[month] = Read(path, LabelOf(month)) : null;
    }

    private SecretKey Create_NeedsLocks(CalendarMonth month)
    {
        _ensureCurrent();
        var key = SecretKey.Create();
        try
        {
            DurableFile.WriteNew(PathOf(month), _masters.Wrap(key, LabelOf(month)));
            return _keys[month] = key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    private SecretKey Read(string path, string label)
    {
        try
        {
            return _masters.Unwrap(File.ReadAllBytes(path), label);
        }
        catch (CryptographicException)
        {
            // Read just before it was wrapped anew, and opened just after.
            _ensureCurrent();
            return _masters.Unwrap(File.ReadAllBytes(path), label);
        }
    }

    private string PathOf(CalendarMonth month) => Path.Combine(_folder, $"{month}{Extension}");

    private string LabelOf(CalendarMonth month) => $"meldpunt {_purpose} {month}";
}
