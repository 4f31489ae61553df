using System.Text;
using Meldpunt.Admin.Installations;

namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>
/// Checks the query log of a data folder from its bytes: every row, the tree over them, every checkpoint, the second place and the statements of erasure. It is made
/// from <c>docs/spec/query-log.md</c> and shares nothing with what writes the log but <see cref="LogFormat"/>, so that a mistake there is not made here again. It
/// reads, takes no lock, needs no secret, and may run beside a service.
/// </summary>
/// <param name="time">The clock: no decision to erase can be of later than now.</param>
public sealed class LogVerifier(TimeProvider time)
{
    // A note of a few hundred witnesses; nothing larger is one.
    private const int MaxFileBytes = 64 * 1024;

    /// <summary>
    /// Checks the log. Throws <see cref="VerificationException"/> when there is nothing to check, or nothing to check it with; what is not in order is no exception
    /// but stands in the report. May be called at the same time for one folder.
    /// </summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="request">What to check it with.</param>
    /// <param name="cancellationToken">Breaks off between two of the short reads.</param>
    public VerificationReport Verify(string folder, VerificationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var keys = InstallationFolder.Keys(folder);
        var key = VerifierKeyOf(request.VerifierKey ?? ReadFile(Path.Combine(keys, LogFormat.PublicKeyFile)));
        var kept = request.KeptCheckpoint is { } note ? KeptCheckpoint(note) : null;

        // Before the database: a service that runs changes it last, so what stands there now the database has as well.
        var secondPlace = ReadFile(Path.Combine(keys, LogFormat.SecondPlaceFile));
        using var snapshot = new LogSnapshot(folder);
        var run = new VerificationRun(snapshot, key, request, time.GetUtcNow());
        run.Start(new SecondPlaceNote(Directory.Exists(keys), secondPlace), kept);
        return run.Finish(cancellationToken);
    }

    /// <summary>Reads the public key of a data folder, as text. Throws <see cref="VerificationException"/> when there is none.</summary>
    public static string ReadVerifierKey(string folder) =>
        VerifierKeyOf(ReadFile(Path.Combine(InstallationFolder.Keys(folder), LogFormat.PublicKeyFile))).Text;

    internal static VerifierKey VerifierKeyOf(string? text) => text is null
        ? throw new VerificationException($"Er is geen sleutel om het logboek mee te controleren: {LogFormat.PublicKeyFile} ontbreekt in de sleutelmap. Noem de sleutel met --sleutel.")
        : VerifierKey.Parse(text) ?? throw new VerificationException("De sleutel is geen openbare sleutel van een logboek, of is niet heel overgenomen.");

    internal static string KeptCheckpoint(string note) => note.Contains("\n\n", StringComparison.Ordinal) && note.Length <= MaxFileBytes
        ? note
        : throw new VerificationException("Het bewaarde checkpoint is geen checkpoint.");

    private static string? ReadFile(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[MaxFileBytes + 1];
        var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length <= MaxFileBytes ? Encoding.UTF8.GetString(bytes, 0, length) : throw new VerificationException($"{path} is te groot.");
    }
}
