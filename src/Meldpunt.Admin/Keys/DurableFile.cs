using System.ComponentModel;
using System.Runtime.InteropServices;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Keys;

/// <summary>Files that are wholly there after a power cut, or not at all, and that only their owner can read.</summary>
internal static partial class DurableFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a folder that only its owner can enter.</summary>
    public static void CreateFolder(string path) =>
        Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);

    /// <summary>Writes a new file; fails when it exists. When this returns, the file and its name are on the disk.</summary>
    public static void WriteNew(string path, ReadOnlySpan<byte> content)
    {
        var temporary = $"{path}.{OpaqueId.Create()}.new";
        try
        {
            WriteAndName(temporary, path, content);
        }
        finally
        {
            File.Delete(temporary);
        }

        SyncFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    private static void WriteAndName(string temporary, string path, ReadOnlySpan<byte> content)
    {
        using (var file = new FileStream(temporary, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        }))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        // Not File.Move: that looks first and renames then, and what another program made in between would be gone.
        if (link(temporary, path) != 0)
        {
            throw new IOException($"The file {path} could not be made: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}.");
        }
    }

    // A renamed file survives a power cut only when its folder was synced as well; .NET has no call for that.
    private static void SyncFolder(string path)
    {
        var descriptor = open(path, 0);
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
