using System.Security.Cryptography;
using Meldpunt.Admin.Installations;
using Meldpunt.Index.Keys;

namespace Meldpunt.Admin.Keys;

/// <summary>
/// All keys of an installation (docs/keys.md). The root secret unwraps a random master key; under that the named keys, the keys of the months and the seed of the seal are wrapped,
/// each in a file of its own. They live in a folder apart from the database and belong in no backup of it.
/// </summary>
public sealed class Keyring : IDisposable
{
    internal const string MasterFile = "master.key";
    internal const string NextMasterFile = "master.next.key";
    internal const string EpochFolder = "epochs";
    internal const string SubjectFolder = "log-subjects";
    internal const string LogSigningFile = "log-signing.key";

    private const string MasterLabel = "meldpunt master";
    private const string HandoverLabel = "meldpunt master handover";
    private const string LogSigningLabel = "meldpunt log signing";
    private const int BoxBytes = SecretKey.SizeBytes + SealedBox.OverheadBytes;

    private readonly string _folder;
    private readonly MasterKeys _masters;
    private readonly KeyFolderLock _folderLock;
    private SecretKey _index;
    private SecretKey? _logSigning;

    // Called with the lock of the folder held.
    private Keyring(string folder, SecretKey master, KeyFolderLock folderLock)
    {
        _folder = folder;
        _masters = new MasterKeys(master);
        _folderLock = folderLock;
        ExpectNext();
        _index = ReadNamed(NamedKeys.Index);
        Sessions = ReadNamed(NamedKeys.Sessions);
        Bodies = ReadNamed(NamedKeys.Bodies);
        QueryIds = ReadNamed(NamedKeys.QueryIds);
        Credentials = ReadNamed(NamedKeys.Credentials);
        Honey = ReadNamed(NamedKeys.Honey);
        Epochs = new MonthKeys(Path.Combine(folder, EpochFolder), "epoch", _masters, folderLock, EnsureCurrent);
        LogSubjects = new MonthKeys(Path.Combine(folder, SubjectFolder), "log subject", _masters, folderLock, EnsureCurrent);
    }

    /// <summary>The key of all hashes in the hot index; another one after <see cref="ReplaceIndexKey"/>.</summary>
    public SecretKey Index => Volatile.Read(ref _index);

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

    /// <summary>True when a new master was prepared and not everything is done that belongs to its taking over.</summary>
    public bool IsChangingMaster => File.Exists(PathOf(NextMasterFile));

    /// <summary>Called between every two steps of a rotation, with what was done. For tests that break it off there.</summary>
    internal Action<string>? At { get; set; }

    /// <summary>Makes a new master key, the named keys, and the folders for the others.</summary>
    public static void Create(string folder, SecretKey root)
    {
        DurableFile.CreateFolder(folder);
        DurableFile.CreateFolder(Path.Combine(folder, EpochFolder));
        DurableFile.CreateFolder(Path.Combine(folder, SubjectFolder));
        using var master = SecretKey.Create();
        NamedKeys.Create(folder, master);
        DurableFile.WriteNew(Path.Combine(folder, MasterFile), KeyWrap.Wrap(root, master, MasterLabel));
    }

    /// <summary>Opens the keys; throws a <see cref="CryptographicException"/> when the root secret is another.</summary>
    public static Keyring Open(string folder, SecretKey root)
    {
        var folderLock = new KeyFolderLock(folder);
        using var held = folderLock.Enter();
        var master = KeyWrap.Unwrap(root, File.ReadAllBytes(Path.Combine(folder, MasterFile)), MasterLabel);
        if (!NamedKeys.Exist(folder))
        {
            NamedKeys.WriteDownDerived(folder, master);
        }

        return new Keyring(folder, master, folderLock);
    }

    /// <summary>True when this root secret is the one.</summary>
    internal static bool Opens(string folder, SecretKey root)
    {
        try
        {
            KeyWrap.Unwrap(root, File.ReadAllBytes(Path.Combine(folder, MasterFile)), MasterLabel).Dispose();
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Throws <see cref="KeysChangedException"/> when another process put a new master in the place of the one that was opened here.</summary>
    public void EnsureCurrent()
    {
        try
        {
            ReadNamed(NamedKeys.Index).Dispose();
        }
        catch (CryptographicException)
        {
            throw new KeysChangedException();
        }
    }

    /// <summary>
    /// First step of a new master: it is made, and kept beside the present one, wrapped under the root secret for afterwards and under the present master, so that a process that has
    /// only that can do the rest. Does nothing when there is one already.
    /// </summary>
    public void PrepareMaster(SecretKey root)
    {
        using var held = _folderLock.Enter();
        EnsureCurrent();
        if (IsChangingMaster)
        {
            return;
        }

        using var next = SecretKey.Create();
        DurableFile.WriteNew(PathOf(NextMasterFile), [.. KeyWrap.Wrap(root, next, MasterLabel), .. _masters.Wrap(next, HandoverLabel)]);
        At?.Invoke("voorbereid");
    }

    /// <summary>
    /// Everything that is wrapped under the master is wrapped under the next, file by file, and then that is the master. Broken off anywhere it can be called again, here or after a
    /// new start: until <see cref="ForgetOldMaster"/> both are read.
    /// </summary>
    public void TakeNextMaster()
    {
        using var held = _folderLock.Enter();
        if (ExpectNext() is not { } wrappedMaster)
        {
            return;
        }

        DropLeftovers();
        foreach (var (path, label) in WrappedFiles())
        {
            DurableFile.Replace(path, _masters.Rewrap(File.ReadAllBytes(path), label));
            At?.Invoke(Path.GetRelativePath(_folder, path));
        }

        DurableFile.Replace(PathOf(MasterFile), wrappedMaster);
        At?.Invoke(MasterFile);
        _masters.Switch();
    }

    /// <summary>Last step: nothing on the disk leads from the old master to the new one any more.</summary>
    public void ForgetOldMaster()
    {
        using var held = _folderLock.Enter();
        DurableFile.Erase(PathOf(NextMasterFile));
        At?.Invoke("klaar");
    }

    /// <summary>A new key takes the place of the index key, on the disk and then here. The old one is zeroed: an index keeps a copy of what it needs.</summary>
    public void ReplaceIndexKey(SecretKey key)
    {
        using var held = _folderLock.Enter();
        EnsureCurrent();
        var copy = SecretKey.FromBytes(key.Bytes);
        DurableFile.Replace(NamedKeys.PathOf(_folder, NamedKeys.Index), _masters.Wrap(key, NamedKeys.LabelOf(NamedKeys.Index)));
        Interlocked.Exchange(ref _index, copy).Dispose();
        At?.Invoke(NamedKeys.Index);
    }

    /// <summary>Puts the master under another root secret, which is made while nobody else touches the keys. When this returns, only the new one opens them.</summary>
    public void ReplaceRoot(SecretKey root, Func<SecretKey> makeNext, Action afterwards)
    {
        ArgumentNullException.ThrowIfNull(makeNext);
        ArgumentNullException.ThrowIfNull(afterwards);
        using var held = _folderLock.Enter();
        if (IsChangingMaster)
        {
            throw new InstallationException("De hoofdsleutel wordt nog gewisseld. Maak dat eerst af: meldpunt sleutel wissel --wat hoofd.");
        }

        using var master = KeyWrap.Unwrap(root, File.ReadAllBytes(PathOf(MasterFile)), MasterLabel);
        using var next = makeNext();
        At?.Invoke("voorbereid");
        DurableFile.Replace(PathOf(MasterFile), KeyWrap.Wrap(next, master, MasterLabel));
        At?.Invoke(MasterFile);
        afterwards();
        At?.Invoke("klaar");
    }

    /// <summary>The seed of the key that seals the query log; throws <see cref="FileNotFoundException"/> when it is gone: another one would be another log.</summary>
    public SecretKey OpenLogSigning() =>
        _logSigning ??= _masters.Unwrap(File.ReadAllBytes(PathOf(LogSigningFile)), LogSigningLabel);

    /// <summary>The same, made when there is none. Only where a log is begun.</summary>
    public SecretKey OpenOrCreateLogSigning()
    {
        using (_folderLock.Enter())
        {
            if (!File.Exists(PathOf(LogSigningFile)))
            {
                using var seed = SecretKey.Create();
                DurableFile.WriteNew(PathOf(LogSigningFile), _masters.Wrap(seed, LogSigningLabel));
            }
        }

        return OpenLogSigning();
    }

    public void Dispose()
    {
        _logSigning?.Dispose();
        Epochs.Dispose();
        LogSubjects.Dispose();
        _index.Dispose();
        Sessions.Dispose();
        Bodies.Dispose();
        QueryIds.Dispose();
        Credentials.Dispose();
        Honey.Dispose();
        _masters.Dispose();
    }

    // What a rotation that was begun left: from now on both masters are read. Returns the new one as it will stand in its file; null when there is nothing left to wrap anew.
    private byte[]? ExpectNext()
    {
        if (!IsChangingMaster)
        {
            return null;
        }

        var boxes = File.ReadAllBytes(PathOf(NextMasterFile));
        SecretKey next;
        try
        {
            next = _masters.Unwrap(boxes.AsSpan(BoxBytes), HandoverLabel);
        }
        catch (CryptographicException)
        {
            // It took over already: nothing opens the handover any more but the old master.
            return null;
        }

        _masters.Expect(next);
        return boxes[..BoxBytes];
    }

    private IEnumerable<(string Path, string Label)> WrappedFiles() =>
    [
        .. NamedKeys.Names.Select(name => (NamedKeys.PathOf(_folder, name), NamedKeys.LabelOf(name))),
        .. Epochs.Files(),
        .. LogSubjects.Files(),
        .. File.Exists(PathOf(LogSigningFile)) ? new[] { (PathOf(LogSigningFile), LogSigningLabel) } : [],
    ];

    // Half-made files of processes that were killed may hold a key under the old master. Nobody is making one now.
    private void DropLeftovers()
    {
        foreach (var folder in (string[])[NamedKeys.Folder, EpochFolder, SubjectFolder, string.Empty])
        {
            foreach (var path in Directory.GetFiles(PathOf(folder)).Where(path => path.EndsWith(DurableFile.Unfinished, StringComparison.Ordinal) && path.Contains(".key.", StringComparison.Ordinal)))
            {
                DurableFile.Erase(path);
            }
        }
    }

    private SecretKey ReadNamed(string name) => _masters.Unwrap(File.ReadAllBytes(NamedKeys.PathOf(_folder, name)), NamedKeys.LabelOf(name));

    private string PathOf(string file) => Path.Combine(_folder, file);
}
