using System.ComponentModel;
using System.Diagnostics;

namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary>Programs of the system that some tests need and not every machine has.</summary>
internal static class Tool
{
    /// <summary>Runs one to its end; false when it is not there or failed.</summary>
    public static bool Run(string name, params string[] arguments)
    {
        using var process = TryStart(name, arguments);
        process?.WaitForExit();
        return process is { ExitCode: 0 };
    }

    /// <summary>Starts one; null when it is not there.</summary>
    public static Process? TryStart(string name, params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(name, arguments) { UseShellExecute = false });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Puts a small disk of its own in a folder; false when this machine does not let us.</summary>
    public static bool MountDisk(string path, int bytes) =>
        Environment.IsPrivilegedProcess && Run("mount", "-t", "tmpfs", "-o", $"size={bytes},mode=700", "tmpfs", path);

    public static void Unmount(string path) => Run("umount", "--lazy", path);
}
