using System.Text;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Service.Api;

namespace Meldpunt.Service.Witnesses;

/// <summary>
/// What a witness keeps when a log is not what it was: what it had, what came, byte by byte, and the key. That is enough for somebody else to come to the same
/// conclusion.
/// </summary>
internal static class WitnessEvidence
{
    /// <summary>Keeps it and gives the folder it stands in.</summary>
    /// <param name="folder">The witness's folder.</param>
    /// <param name="finding">What was found.</param>
    /// <param name="key">The key of the log that is watched.</param>
    /// <param name="kept">What was kept before.</param>
    /// <param name="answer">What came, as it came.</param>
    /// <param name="now">When.</param>
    public static string Keep(WitnessFolder folder, WitnessFinding finding, NoteVerifier key, KeptCheckpoint? kept, byte[] answer, DateTimeOffset now)
    {
        var files = new List<(string, byte[])> { ("ontvangen.txt", answer), ("sleutel.txt", Encoding.UTF8.GetBytes(key + "\n")) };
        if (kept is not null)
        {
            files.Add(("bewaard.txt", Encoding.UTF8.GetBytes(kept.Note.ToString())));
        }

        if (finding.ForkProof is { } proof)
        {
            files.Add(("wortel-en-bewijs.txt", Encoding.UTF8.GetBytes(proof)));
        }

        var path = folder.KeepEvidence(WitnessWords.Of(finding.Outcome), files);
        KeepMoment(path, now);
        return path;
    }

    // Not part of what names the folder: the same finding an hour later is the same finding.
    private static void KeepMoment(string path, DateTimeOffset now)
    {
        var file = Path.Combine(path, "gezien-op.txt");
        if (!File.Exists(file))
        {
            Admin.Keys.DurableFile.WriteNew(file, Encoding.UTF8.GetBytes(JsonText.Moment(now) + "\n"));
        }
    }
}
