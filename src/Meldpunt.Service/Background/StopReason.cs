namespace Meldpunt.Service.Background;

/// <summary>Why the service stopped by itself, as the process's exit code.</summary>
public sealed class StopReason
{
    /// <summary>The disk failed while the log was written (EX_IOERR of sysexits.h): whoever watches the process starts it again, or looks at the disk.</summary>
    public const int StoreBroken = 74;

    /// <summary>0 as long as nothing went wrong.</summary>
    public int ExitCode { get; set; }
}
