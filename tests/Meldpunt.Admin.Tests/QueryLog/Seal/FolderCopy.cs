namespace Meldpunt.Admin.Tests.QueryLog.Seal;

/// <summary>What the disk holds of an installation at one moment, as after kill -9: a process that is gone leaves its files and none of its locks.</summary>
internal static class FolderCopy
{
    /// <summary>Copies the database with its write-ahead log, and the keys. The caller sees to it that nobody writes meanwhile.</summary>
    public static void Make(string from, string to)
    {
        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(Survives))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy, overwrite: true);
        }
    }

    // The shared memory of the write-ahead log is made anew by whoever opens the database first.
    private static bool Survives(string path) => !path.EndsWith("-shm", StringComparison.Ordinal) && !path.EndsWith(".lock", StringComparison.Ordinal);
}
