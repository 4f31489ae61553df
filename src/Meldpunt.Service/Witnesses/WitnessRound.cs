using Meldpunt.Admin.QueryLog.Notes;

namespace Meldpunt.Service.Witnesses;

/// <summary>
/// One look at the log: fetch its checkpoint, hold it against the one that was kept, keep and sign the new one, hand the signature over. Whatever breaks
/// off in between leaves the folder as it was, and the next round does it anew.
/// </summary>
internal sealed class WitnessRound(WitnessFolder folder, LogClient log, TimeProvider time)
{
    /// <summary>Called between the steps. For tests that look at what a kill would leave.</summary>
    internal Action? BeforeKeeping { get; set; }

    /// <summary>The longest that one look may take. Each exchange has its own limit, and a log that means harm can make many of them necessary.</summary>
    internal TimeSpan Limit { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Looks once. Throws <see cref="FetchException"/> when the log could not be asked, and <see cref="WitnessRefusedException"/> when this folder watches
    /// another log, or is a witness of another name.
    /// </summary>
    /// <param name="logKey">The log's key when it is known from elsewhere; null for the kept one or, at the first use, the one that the service gives.</param>
    /// <param name="name">The name of this witness; null for the one it has.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<WitnessReport> LookAsync(NoteVerifier? logKey, string? name, CancellationToken cancellation)
    {
        using var tooLate = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLate.Token, cancellation);
        try
        {
            return await LookOnceAsync(logKey, name, either.Token);
        }
        catch (OperationCanceledException) when (tooLate.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new FetchException("Het kijken duurde te lang.");
        }
    }

    /// <summary>The checkpoint with the log's signature and this witness's, and those of nobody else.</summary>
    public static SignedNote Sign(SignedNote note, NoteVerifier key, NoteSigner signer, DateTimeOffset now) =>
        new(note.Text, [note.Signatures.First(signature => signature.IsBy(key)), Cosignature.Sign(signer, note.Text, now)]);

    private async Task<WitnessReport> LookOnceAsync(NoteVerifier? logKey, string? name, CancellationToken cancellation)
    {
        // Before the checkpoint is asked for: an answer that waited for another process would look like a log that shrank.
        using var held = await folder.LockAsync(time, cancellation);
        var signer = folder.OpenSigner(name) ?? throw new WitnessRefusedException("Deze getuige heeft al een andere naam; laat --naam weg of kies een andere map.");
        var pinned = folder.LogKey();
        if (pinned is not null && logKey is not null && !string.Equals(pinned.ToString(), logKey.ToString(), StringComparison.Ordinal))
        {
            throw new WitnessRefusedException("Deze map bewaakt een logboek met een andere sleutel dan --sleutel noemt; kies een andere map.");
        }

        var answer = await log.FetchCheckpointAsync(cancellation);
        var key = pinned ?? logKey ?? await log.FetchKeyAsync(cancellation);
        var kept = pinned is null ? null : folder.Kept(pinned);
        var finding = await CheckpointJudge.JudgeAsync(answer, key, kept, log, cancellation);
        if (!finding.IsGood)
        {
            return Report(finding, key, kept, signer, delivery: null, WitnessEvidence.Keep(folder, finding, key, kept, answer, time.GetUtcNow()));
        }

        BeforeKeeping?.Invoke();
        if (pinned is null)
        {
            folder.Pin(key);
        }

        var signed = Sign(finding.Note!, key, signer, time.GetUtcNow());
        folder.Keep(signed);
        return Report(finding, key, kept, signer, await DeliverAsync(signed, cancellation), evidence: null);
    }

    private async Task<int?> DeliverAsync(SignedNote signed, CancellationToken cancellation)
    {
        try
        {
            return await log.SubmitAsync(signed, cancellation);
        }
        catch (FetchException)
        {
            // The watching was done; the next round hands over a newer signature.
            return null;
        }
    }

    private WitnessReport Report(WitnessFinding finding, NoteVerifier key, KeptCheckpoint? kept, NoteSigner signer, int? delivery, string? evidence) => new()
    {
        Outcome = finding.Outcome,
        Origin = key.Name,
        At = time.GetUtcNow(),
        Before = kept?.Checkpoint.Size,
        Size = finding.Checkpoint?.Size,
        WitnessKey = signer.VerifierKey,
        Delivery = delivery,
        Evidence = evidence,
    };
}
