using System.ComponentModel;
using System.Runtime.InteropServices;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Keys;

/// <summary>Files that are wholly there after a power cut, or not at all, and that only their owner can read.</summary>
public static partial class DurableFile
{
    /// <summary>How the names of files end that are being made; one that is still there was left by a crash.</summary>
    public const string Unfinished = ".new";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a folder that only its owner can enter; nothing happens when it is there.</summary>
    public static DirectoryInfo CreateFolder(string path) =>
        Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);

    /// <summary>Makes a new file that nobody else can read, not even for a moment; fails when it exists.</summary>
    public static FileStream OpenNew(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.Write,
        UnixCreateMode = OwnerOnly,
    });

    /// <summary>Writes a new file; fails when it exists. When this returns, the file and its name are on the disk.</summary>
    public static void WriteNew(string path, ReadOnlySpan<byte> content)
    {
        var temporary = WriteTemporary(path, content);
        try
        {
            NameNew(temporary, path);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Writes a file, in the place of one that may be there. When this returns, the new one is on the disk; before, the old one is whole.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var temporary = WriteTemporary(path, content);
        try
        {
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        SyncFolder(path);
    }

    /// <summary>Overwrites a file and deletes it; nothing happens when it is not there. When this returns, its name is gone from the disk.</summary>
    public static void Erase(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        // Not every disk writes in the same place; what protects is that the key was wrapped. This is for those that do.
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None))
        {
            file.Write(new byte[file.Length]);
            file.Flush(flushToDisk: true);
        }

        File.Delete(path);
        SyncFolder(path);
    }

    /// <summary>Gives a finished file a second name, its real one; fails when that exists. When this returns, the name is on the disk.</summary>
    public static void NameNew(string finished, string path)
    {
        // Not File.Move: that looks first and renames then, and what another program made in between would be gone.
        if (link(finished, path) != 0)
        {
            throw new IOException($"The file {path} could not be made: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}.");
        }

        SyncFolder(path);
    }

    /// <summary>Gives a finished folder its real name. When this returns, the name is on the disk.</summary>
    public static void NameFolder(string finished, string path)
    {
        Directory.Move(finished, path);
        SyncFolder(path);
    }

    /// <summary>Gives a finished file its real name, in the place of one that may be there. When this returns, the name is on the disk.</summary>
    public static void Rename(string finished, string path)
    {
        File.Move(finished, path, overwrite: true);
        SyncFolder(path);
    }

    private static string WriteTemporary(string path, ReadOnlySpan<byte> content)
    {
        var temporary = $"{path}.{OpaqueId.Create()}{Unfinished}";
        try
        {
            using var file = OpenNew(temporary);
            file.Write(content);
            file.Flush(flushToDisk: true);
            return temporary;
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    // A renamed file survives a power cut only when its folder was synced as well; .NET has no call for that.
    private static void SyncFolder(string path)
    {
        var descriptor = open(Path.GetDirectoryName(Path.GetFullPath(path))!, 0);
        if (descriptor < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        var result = fsync(descriptor);
        var error = Marshal.GetLastPInvokeError();
        _ = close(descriptor);
        if (result != 0)
        {
            throw new Win32Exception(error);
        }
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int link(string existing, string path);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int fsync(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int close(int descriptor);
}
