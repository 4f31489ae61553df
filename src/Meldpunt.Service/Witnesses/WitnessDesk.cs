using System.Globalization;
using System.Text;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Admin.QueryLog.Tree;

namespace Meldpunt.Service.Witnesses;

/// <summary>
/// A witness that is brought checkpoints (C2SP tlog-witness). Anybody may bring one; what counts is the log's signature. It checks, keeps and only then
/// signs, all while it holds the folder, so that two requests at once never make it go back. Safe to use from many threads.
/// </summary>
internal sealed class WitnessDesk : IDisposable
{
    private readonly WitnessFolder _folder;
    private readonly TimeProvider _time;
    private readonly NoteVerifier _logKey;
    private readonly NoteSigner _signer;
    private readonly SemaphoreSlim _turn = new(1);

    private WitnessDesk(WitnessFolder folder, NoteVerifier logKey, NoteSigner signer, TimeProvider time)
    {
        _folder = folder;
        _logKey = logKey;
        _signer = signer;
        _time = time;
    }

    /// <summary>The public key of this witness as text.</summary>
    public string WitnessKey => _signer.VerifierKey;

    /// <summary>The name of the log that is watched.</summary>
    public string Origin => _logKey.Name;

    /// <summary>Opens it for one log. Throws <see cref="WitnessRefusedException"/> when the folder watches another, or no log is named.</summary>
    public static async Task<WitnessDesk> OpenAsync(WitnessFolder folder, NoteVerifier? logKey, string? name, TimeProvider time, CancellationToken cancellation)
    {
        using var held = await folder.LockAsync(time, cancellation);
        var signer = folder.OpenSigner(name) ?? throw new WitnessRefusedException("Deze getuige heeft al een andere naam; laat --naam weg of kies een andere map.");
        var pinned = folder.LogKey();
        var key = pinned ?? logKey ?? throw new WitnessRefusedException("Noem met --sleutel de sleutel van het logboek dat deze getuige bewaakt.");
        if (logKey is not null && !string.Equals(key.ToString(), logKey.ToString(), StringComparison.Ordinal))
        {
            throw new WitnessRefusedException("Deze map bewaakt een logboek met een andere sleutel dan --sleutel noemt; kies een andere map.");
        }

        if (pinned is null)
        {
            folder.Pin(key);
        }

        return new WitnessDesk(folder, key, signer, time);
    }

    /// <summary>Judges one body, in the order of the specification.</summary>
    public async Task<WitnessAnswer> AddAsync(byte[] body, CancellationToken cancellation)
    {
        if (!AddCheckpointRequest.TryParse(Encoding.UTF8.GetString(body), out var request))
        {
            return new WitnessAnswer(StatusCodes.Status400BadRequest);
        }

        if (!string.Equals(request.Checkpoint.Origin, _logKey.Name, StringComparison.Ordinal))
        {
            return new WitnessAnswer(StatusCodes.Status404NotFound);
        }

        if (!request.Note.IsSignedBy(_logKey))
        {
            return new WitnessAnswer(StatusCodes.Status403Forbidden);
        }

        if (request.OldSize > request.Checkpoint.Size)
        {
            return new WitnessAnswer(StatusCodes.Status400BadRequest);
        }

        return await WithFolderAsync(() => Judge(request, body), cancellation);
    }

    /// <summary>The last checkpoint that was accepted, with both signatures; null before the first.</summary>
    public Task<KeptCheckpoint?> KeptAsync(CancellationToken cancellation) => WithFolderAsync(() => _folder.Kept(_logKey), cancellation);

    public void Dispose() => _turn.Dispose();

    private WitnessAnswer Judge(AddCheckpointRequest request, byte[] body)
    {
        var kept = _folder.Kept(_logKey);
        var known = kept?.Checkpoint ?? new Checkpoint(_logKey.Name, 0, MerkleHash.Empty);
        if (request.OldSize != known.Size)
        {
            return new WitnessAnswer(StatusCodes.Status409Conflict, string.Create(CultureInfo.InvariantCulture, $"{known.Size}\n"));
        }

        if (!ProofCheck.IsConsistent(known.Size, known.Root, request.Checkpoint.Size, request.Checkpoint.Root, request.Proof))
        {
            return new WitnessAnswer(StatusCodes.Status422UnprocessableEntity, Alarm: AlarmOf(request, kept, body));
        }

        var signed = WitnessRound.Sign(request.Note, _logKey, _signer, _time.GetUtcNow());
        _folder.Keep(signed);
        return new WitnessAnswer(StatusCodes.Status200OK, signed.Signatures[1] + "\n");
    }

    // A proof that fails may be anybody's: the log's signature does not cover it. Two roots of one size that the log both signed are nobody's but the log's.
    private WitnessReport? AlarmOf(AddCheckpointRequest request, KeptCheckpoint? kept, byte[] body)
    {
        if (kept is null || request.Checkpoint.Size != kept.Checkpoint.Size || request.Checkpoint.Root == kept.Checkpoint.Root)
        {
            return null;
        }

        var finding = new WitnessFinding(WitnessOutcome.Forked, request.Note, request.Checkpoint);
        return new WitnessReport
        {
            Outcome = finding.Outcome,
            Origin = _logKey.Name,
            At = _time.GetUtcNow(),
            Before = kept.Checkpoint.Size,
            Size = request.Checkpoint.Size,
            WitnessKey = WitnessKey,
            Evidence = WitnessEvidence.Keep(_folder, finding, _logKey, kept, body, _time.GetUtcNow()),
        };
    }

    // The turn for requests to this process, the folder's lock for other processes.
    private async Task<T> WithFolderAsync<T>(Func<T> judge, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            using var held = await _folder.LockAsync(_time, cancellation);
            return judge();
        }
        finally
        {
            _turn.Release();
        }
    }
}
