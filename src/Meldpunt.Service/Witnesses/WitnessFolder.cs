using System.Security.Cryptography;
using System.Text;
using Meldpunt.Admin;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Index.Keys;

namespace Meldpunt.Service.Witnesses;

/// <summary>
/// What a witness keeps: its own key, the key of the log it watches, the last checkpoint it accepted, and evidence. Everything but the lock is used while it
/// is held (<see cref="LockAsync"/>), so that a second process never judges by what the first is about to replace.
/// </summary>
internal sealed class WitnessFolder : IDisposable
{
    private const string LockFile = "getuige.lock";
    private const string SeedFile = "getuige.key";
    private const string OwnKeyFile = "getuige.vkey";
    private const string LogKeyFile = "logboek.vkey";
    private const string CheckpointFile = "logboek.checkpoint";
    private const string EvidenceFolder = "bewijs";

    // A log that is broken makes new evidence at every growth; the first is what matters, and a disk that fills up stops the watching.
    private const int MaxEvidence = 100;

    private static readonly TimeSpan LockStep = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LockLimit = TimeSpan.FromSeconds(30);

    private readonly string _path;
    private SecretKey? _seed;

    public WitnessFolder(string path) => _path = DurableFile.CreateFolder(path).FullName;

    /// <summary>Waits for the folder; another process may have it for a while. Throws <see cref="AdministrationException"/> when that takes too long.</summary>
    public async Task<IDisposable> LockAsync(TimeProvider time, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(_path, LockFile), new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate,
                    Access = FileAccess.ReadWrite,
                    Share = FileShare.None,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                });
            }
            catch (IOException) when (File.Exists(Path.Combine(_path, LockFile)))
            {
                if (time.GetElapsedTime(began) > LockLimit)
                {
                    throw new AdministrationException($"Een andere getuige werkt al een tijd in {_path}. Stop die, of wacht.");
                }
            }

            await Task.Delay(LockStep, time, cancellation);
        }
    }

    /// <summary>The witness's own key, made at the first use. Null when it has another name than the one that is asked for.</summary>
    /// <param name="name">The name to make it with, or that it must have; null for any.</param>
    public NoteSigner? OpenSigner(string? name)
    {
        var seedPath = Path.Combine(_path, SeedFile);
        if (!File.Exists(seedPath))
        {
            RootSecret.Create(seedPath);
        }

        _seed?.Dispose();
        _seed = RootSecret.Read(seedPath);
        var known = ReadText(OwnKeyFile)?.TrimEnd('\n');
        if (known is null)
        {
            var made = new NoteSigner(name ?? DefaultName(_seed), _seed, LogFormat.CosignatureKind);
            DurableFile.Replace(Path.Combine(_path, OwnKeyFile), Encoding.UTF8.GetBytes(made.VerifierKey + "\n"));
            return made;
        }

        if (NoteVerifier.TryParse(known, out var key) && new NoteSigner(key.Name, _seed, LogFormat.CosignatureKind) is var signer && string.Equals(signer.VerifierKey, known, StringComparison.Ordinal))
        {
            return name is null || string.Equals(name, key.Name, StringComparison.Ordinal) ? signer : null;
        }

        throw Damaged(OwnKeyFile);
    }

    /// <summary>The key of the log that is watched; null before the first time.</summary>
    public NoteVerifier? LogKey()
    {
        if (ReadText(LogKeyFile) is not { } text)
        {
            return null;
        }

        return NoteVerifier.TryParse(text.TrimEnd('\n'), out var key) ? key : throw Damaged(LogKeyFile);
    }

    /// <summary>From now on this log is watched, and no other.</summary>
    public void Pin(NoteVerifier logKey) => DurableFile.WriteNew(Path.Combine(_path, LogKeyFile), Encoding.UTF8.GetBytes(logKey + "\n"));

    /// <summary>The last checkpoint that was accepted; null before the first.</summary>
    public KeptCheckpoint? Kept(NoteVerifier logKey)
    {
        if (ReadText(CheckpointFile) is not { } text)
        {
            return null;
        }

        return SignedNote.TryParse(text, out var note) && note.IsSignedBy(logKey) && Checkpoint.TryParse(note.Text, out var checkpoint)
            ? new KeptCheckpoint(note, checkpoint)
            : throw Damaged(CheckpointFile);
    }

    /// <summary>Keeps a checkpoint in the place of the last. When this returns, it is on the disk; before, the old one is whole.</summary>
    public void Keep(SignedNote note) => DurableFile.Replace(Path.Combine(_path, CheckpointFile), Encoding.UTF8.GetBytes(note.ToString()));

    /// <summary>Keeps evidence under a name made of what it holds: what is there is never written over, and the same is kept once. Gives its folder.</summary>
    /// <param name="kind">One word for what happened.</param>
    /// <param name="files">Names and contents.</param>
    public string KeepEvidence(string kind, IReadOnlyList<(string Name, byte[] Content)> files)
    {
        var all = DurableFile.CreateFolder(Path.Combine(_path, EvidenceFolder));
        var mark = Convert.ToHexStringLower(SHA256.HashData([.. files.SelectMany(file => file.Content)]))[..16];
        var folder = Path.Combine(all.FullName, $"{kind}-{mark}");
        if (!Directory.Exists(folder) && all.EnumerateDirectories().Take(MaxEvidence).Count() == MaxEvidence)
        {
            return all.FullName;
        }

        DurableFile.CreateFolder(folder);
        foreach (var (name, content) in files.Where(file => !File.Exists(Path.Combine(folder, file.Name))))
        {
            DurableFile.WriteNew(Path.Combine(folder, name), content);
        }

        return folder;
    }

    public void Dispose() => _seed?.Dispose();

    // Without a name of its own choosing a witness still needs one that no other has.
    private static string DefaultName(SecretKey seed)
    {
        var publicKey = new byte[Sodium.PublicKeyBytes];
        Sodium.PublicKeyOf(publicKey, seed.Bytes);
        return $"meldpunt-getuige/{Convert.ToHexStringLower(SHA256.HashData(publicKey))[..12]}";
    }

    private string? ReadText(string name) => File.Exists(Path.Combine(_path, name)) ? File.ReadAllText(Path.Combine(_path, name), Encoding.UTF8) : null;

    private AdministrationException Damaged(string name) =>
        new($"Het bestand {name} in {_path} is beschadigd. Zet een goede kopie terug. Haal het niet zomaar weg: dan weet de getuige niet meer wat zij heeft gezien.");
}
