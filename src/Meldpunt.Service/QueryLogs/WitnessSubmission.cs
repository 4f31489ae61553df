using System.Globalization;
using System.Text;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Admin.QueryLog.Witnesses;
using Meldpunt.Admin.Storage;
using Meldpunt.Service.Witnesses;

namespace Meldpunt.Service.QueryLogs;

/// <summary>Gives one witness the newest checkpoint and takes in its signature (C2SP tlog-witness, add-checkpoint).</summary>
internal sealed class WitnessSubmission(BoundedHttp http, CosignatureDesk desk)
{
    /// <summary>What a witness answers to a size that is not its own.</summary>
    public const string SizeType = "text/x.tlog.size";

    // A witness that begins, or whose answer was lost, says in the first what it has.
    private const int Attempts = 2;

    /// <summary>Null when the witness signed and that is kept; otherwise why not, in Dutch.</summary>
    public async Task<string?> SubmitAsync(LogWitness witness, CancellationToken cancellation)
    {
        try
        {
            var old = witness.LastSize ?? 0;
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                if (desk.NewestSince(old) is not { } newest)
                {
                    return "De getuige zegt dat zij een groter logboek heeft gezien dan dit. Zie docs/operations.md, 'Getuigen'.";
                }

                var answer = await PostAsync(witness, old, newest.Note, newest.Proof, cancellation);
                if (answer.Status != StatusCodes.Status409Conflict || !TryReadSize(answer, out old))
                {
                    return await TakeAsync(newest.Note, answer);
                }
            }

            return "De getuige noemt telkens een andere omvang van het logboek.";
        }
        catch (FetchException exception)
        {
            return exception.Message;
        }
        catch (StoreUnavailableException)
        {
            return "De handtekening van de getuige kon niet worden bewaard.";
        }
    }

    private async Task<string?> TakeAsync(SignedNote note, BoundedAnswer answer)
    {
        if (answer.Status != StatusCodes.Status200OK)
        {
            return string.Create(CultureInfo.InvariantCulture, $"De getuige weigerde het zegel met status {answer.Status}.");
        }

        return SignedNote.TryParse(note + answer.Text, out var signed) && await desk.AcceptAsync(signed) == CosignatureOutcome.Accepted
            ? null
            : "De getuige antwoordde met een handtekening die niet klopt of niet van haar is.";
    }

    private Task<BoundedAnswer> PostAsync(
        LogWitness witness, long old, SignedNote note, IReadOnlyList<Admin.QueryLog.Tree.MerkleHash> proof, CancellationToken cancellation)
    {
        var body = new StringBuilder().Append(CultureInfo.InvariantCulture, $"old {old}\n");
        foreach (var hash in proof)
        {
            body.Append(hash.ToBase64()).Append('\n');
        }

        body.Append('\n').Append(note);
        var address = new Uri(witness.Address!.TrimEnd('/') + "/add-checkpoint");
        return http.PostAsync(address, body.ToString(), "text/plain", LogPaths.MaxCheckpointBytes, cancellation);
    }

    private static bool TryReadSize(BoundedAnswer answer, out long size)
    {
        size = 0;
        return string.Equals(answer.MediaType, SizeType, StringComparison.Ordinal)
            && answer.Text.EndsWith('\n')
            && WholeNumber.TryParse(answer.Text.AsSpan(0, answer.Text.Length - 1), out size);
    }
}
