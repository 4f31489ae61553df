using Meldpunt.Admin.Storage;

namespace Meldpunt.Admin.Keys;

/// <summary>
/// Whoever makes, destroys or wraps keys anew holds this, in whichever process: a key that is made while all are wrapped anew would be wrapped under a master that is gone.
/// Not reentrant.
/// </summary>
internal sealed class KeyFolderLock(string folder)
{
    public const string FileName = "keys.lock";

    private const int MaxTries = 3_000;
    private const int PauseMilliseconds = 5;

    private readonly Lock _lock = new();

    /// <summary>Waits for it, at most a quarter of a minute; throws <see cref="StoreUnavailableException"/> after that.</summary>
    public Held Enter()
    {
        _lock.Enter();
        try
        {
            return new Held(_lock, Take());
        }
        catch
        {
            _lock.Exit();
            throw;
        }
    }

    private FileStream Take()
    {
        var path = Path.Combine(folder, FileName);
        for (var tries = 1; ; tries++)
        {
            try
            {
                return new FileStream(path, new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate,
                    Access = FileAccess.ReadWrite,
                    Share = FileShare.None,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                });
            }
            catch (IOException exception) when (File.Exists(path))
            {
                if (tries == MaxTries)
                {
                    throw new StoreUnavailableException(StoreTrouble.Refused, exception);
                }

                Thread.Sleep(PauseMilliseconds);
            }
        }
    }

    /// <summary>Lets go on dispose, on the thread that took it.</summary>
    public readonly ref struct Held(Lock inProcess, FileStream file)
    {
        public void Dispose()
        {
            file.Dispose();
            inProcess.Exit();
        }
    }
}
