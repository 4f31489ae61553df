namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>
/// Checks an export of the log against the seal in the file beside it: every row, and that these are the rows under that checkpoint, all of them and no others. There
/// are no tiles in an export, so a row that is another than the sealed one is seen but cannot be named.
/// </summary>
/// <param name="time">The clock: no decision to erase can be of later than now.</param>
public sealed class ExportVerifier(TimeProvider time)
{
    private const int RowsBetweenProgress = 10_000;

    /// <summary>Checks an export. Throws <see cref="VerificationException"/> when it, or the seal beside it, cannot be read.</summary>
    /// <param name="path">The file of rows.</param>
    /// <param name="request">What to check it with; an export is always checked from its first row.</param>
    /// <param name="cancellationToken">Breaks off between rows.</param>
    public VerificationReport Verify(string path, VerificationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!File.Exists(path))
        {
            throw new VerificationException($"{path} is er niet.");
        }

        var seal = ExportSeal.Read(path);
        var run = new ExportRun(seal, LogVerifier.VerifierKeyOf(request.VerifierKey ?? seal.VerifierKey), request, time.GetUtcNow());
        run.Start();
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var lines = new LineReader(file);
        while (lines.TryRead(out var line))
        {
            if (run.RowsChecked % RowsBetweenProgress == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                request.Progress?.Invoke(run.RowsChecked, run.RowsExpected);
            }

            run.Pass(line);
        }

        return run.Finish();
    }
}
