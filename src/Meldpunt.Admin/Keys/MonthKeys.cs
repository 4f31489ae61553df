using System.ComponentModel;
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
    private readonly SecretKey _master;
    private readonly Lock _lock = new();

    // Guarded by _lock.
    private readonly Dictionary<CalendarMonth, SecretKey> _keys = [];

    internal MonthKeys(string folder, string purpose, SecretKey master)
    {
        _folder = folder;
        _purpose = purpose;
        _master = master;
    }

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

            var key = SecretKey.Create();
            try
            {
                DurableFile.WriteNew(PathOf(month), KeyWrap.Wrap(_master, key, LabelOf(month)));
                return _keys[month] = key;
            }
            catch (IOException) when (File.Exists(PathOf(month)))
            {
                // Another program was first; its key is the one.
                key.Dispose();
                return Find_NeedsLock(month)!;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or Win32Exception)
            {
                key.Dispose();
                throw new StoreUnavailableException(StoreTrouble.Refused, exception);
            }
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
        return File.Exists(path) ? _keys[month] = KeyWrap.Unwrap(_master, File.ReadAllBytes(path), LabelOf(month)) : null;
    }

    private string PathOf(CalendarMonth month) => Path.Combine(_folder, $"{month}{Extension}");

    private string LabelOf(CalendarMonth month) => $"meldpunt {_purpose} {month}";
}
