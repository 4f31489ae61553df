using Meldpunt.Index.Keys;

namespace Meldpunt.Admin.Keys;

/// <summary>
/// All keys of an installation. The root secret unwraps a random master key; from it HKDF labels give the long-lived keys, and under it
/// the keys of the months are wrapped. They live in a folder apart from the database and belong in no backup of it.
/// </summary>
public sealed class Keyring : IDisposable
{
    private const string MasterFile = "master.key";
    private const string MasterLabel = "meldpunt master";
    private const string EpochFolder = "epochs";
    private const string SubjectFolder = "log-subjects";

    private const string LogSigningFile = "log-signing.key";
    private const string LogSigningLabel = "meldpunt log signing";

    private readonly string _folder;
    private readonly SecretKey _master;
    private SecretKey? _logSigning;

    private Keyring(string folder, SecretKey master)
    {
        _folder = folder;
        _master = master;
        Index = master.Derive("meldpunt index v1"u8);
        Sessions = master.Derive("meldpunt sessions v1"u8);
        Bodies = master.Derive("meldpunt idempotency v1"u8);
        QueryIds = master.Derive("meldpunt query ids v1"u8);
        Credentials = master.Derive("meldpunt credentials v1"u8);
        Honey = master.Derive("meldpunt honey v1"u8);
        Epochs = new MonthKeys(Path.Combine(folder, EpochFolder), "epoch", master);
        LogSubjects = new MonthKeys(Path.Combine(folder, SubjectFolder), "log subject", master);
    }

    /// <summary>The key of all hashes in the hot index.</summary>
    public SecretKey Index { get; }

    /// <summary>The key that protects what the web framework keeps: cookies and form tokens.</summary>
    public SecretKey Sessions { get; }

    /// <summary>The key of the hashes by which a body that is sent twice is known.</summary>
    public SecretKey Bodies { get; }

    /// <summary>The key that ids of queries are made and read with.</summary>
    public SecretKey QueryIds { get; }

    /// <summary>The key that seals what people prove themselves with: secrets of authenticator apps.</summary>
    public SecretKey Credentials { get; }

    /// <summary>The key that hides which entries are of persons who do not exist.</summary>
    public SecretKey Honey { get; }

    /// <summary>Keys that wrap entry keys, by the month in which the entry must be gone.</summary>
    public MonthKeys Epochs { get; }

    /// <summary>Keys of the subject pseudonyms in the query log, by the month of the query.</summary>
    public MonthKeys LogSubjects { get; }

    /// <summary>Makes a new master key and the folders for the others.</summary>
    public static void Create(string folder, SecretKey root)
    {
        DurableFile.CreateFolder(folder);
        DurableFile.CreateFolder(Path.Combine(folder, EpochFolder));
        DurableFile.CreateFolder(Path.Combine(folder, SubjectFolder));
        using var master = SecretKey.Create();
        DurableFile.WriteNew(Path.Combine(folder, MasterFile), KeyWrap.Wrap(root, master, MasterLabel));
    }

    /// <summary>Opens the keys; throws a <see cref="System.Security.Cryptography.CryptographicException"/> when the root secret is another.</summary>
    public static Keyring Open(string folder, SecretKey root) =>
        new(folder, KeyWrap.Unwrap(root, File.ReadAllBytes(Path.Combine(folder, MasterFile)), MasterLabel));

    /// <summary>The seed of the key that seals the query log; throws <see cref="FileNotFoundException"/> when it is gone: another one would be another log.</summary>
    public SecretKey OpenLogSigning() =>
        _logSigning ??= KeyWrap.Unwrap(_master, File.ReadAllBytes(Path.Combine(_folder, LogSigningFile)), LogSigningLabel);

    /// <summary>The same, made when there is none. Only where a log is begun.</summary>
    public SecretKey OpenOrCreateLogSigning()
    {
        if (!File.Exists(Path.Combine(_folder, LogSigningFile)))
        {
            using var seed = SecretKey.Create();
            DurableFile.WriteNew(Path.Combine(_folder, LogSigningFile), KeyWrap.Wrap(_master, seed, LogSigningLabel));
        }

        return OpenLogSigning();
    }

    public void Dispose()
    {
        _logSigning?.Dispose();
        Epochs.Dispose();
        LogSubjects.Dispose();
        Index.Dispose();
        Sessions.Dispose();
        Bodies.Dispose();
        QueryIds.Dispose();
        Credentials.Dispose();
        Honey.Dispose();
        _master.Dispose();
    }
}
