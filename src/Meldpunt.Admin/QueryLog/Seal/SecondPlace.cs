using System.Text;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Keys;

namespace Meldpunt.Admin.QueryLog.Seal;

/// <summary>
/// The newest checkpoint, in a file away from the database: whoever puts back an older database does not put back this. It changes by compare-and-swap, and one
/// process at a time holds it.
/// </summary>
internal sealed class SecondPlace : IDisposable
{
    private const string LockFile = "log.lock";

    private readonly string _path;
    private readonly FileStream _lock;

    // What this process tried to put there and failed: any of them may stand there after all.
    private readonly HashSet<string> _attempts = new(StringComparer.Ordinal);

    private SecondPlace(string path, FileStream held)
    {
        _path = path;
        _lock = held;
    }

    /// <summary>How a file is put in the place of another, durably. For tests in which that fails.</summary>
    internal Action<string, ReadOnlyMemory<byte>> Write { get; set; } = (path, content) => DurableFile.Replace(path, content.Span);

    /// <summary>Takes the second place for this process; refuses when another has it.</summary>
    public static SecondPlace Hold(string keysFolder)
    {
        try
        {
            var held = new FileStream(Path.Combine(keysFolder, LockFile), new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            return new SecondPlace(PathIn(keysFolder), held);
        }
        catch (IOException exception) when (File.Exists(Path.Combine(keysFolder, LockFile)))
        {
            throw new InstallationException($"Een ander Meldpunt verzegelt al met de sleutels in {keysFolder} ({exception.GetType().Name}). Stop dat eerst.");
        }
    }

    /// <summary>Where the file stands.</summary>
    public static string PathIn(string keysFolder) => Path.Combine(keysFolder, LogFormat.SecondPlaceFile);

    /// <summary>What stands there; null when there is nothing.</summary>
    public static string? ReadFrom(string keysFolder) => File.Exists(PathIn(keysFolder)) ? File.ReadAllText(PathIn(keysFolder), Encoding.UTF8) : null;

    /// <summary>
    /// Puts the next one in the place of the one that is expected there; false, and nothing is changed, when another stands there. When this
    /// returns, it is on the disk; when it throws, nobody knows, and it can be called again.
    /// </summary>
    public bool TryReplace(string expected, string next)
    {
        var there = File.Exists(_path) ? File.ReadAllText(_path, Encoding.UTF8) : null;
        if (there is null || !(string.Equals(there, expected, StringComparison.Ordinal) || _attempts.Contains(there)))
        {
            return false;
        }

        _attempts.Add(next);
        Write(_path, Encoding.UTF8.GetBytes(next));
        _attempts.Clear();
        return true;
    }

    /// <summary>Removes what a process left behind that was killed between writing a new file and naming it.</summary>
    public void ClearUnfinished()
    {
        foreach (var unfinished in Directory.EnumerateFiles(Path.GetDirectoryName(_path)!, LogFormat.SecondPlaceFile + ".*.new"))
        {
            File.Delete(unfinished);
        }
    }

    public void Dispose() => _lock.Dispose();
}
