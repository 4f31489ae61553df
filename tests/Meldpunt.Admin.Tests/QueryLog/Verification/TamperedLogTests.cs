using System.Buffers.Binary;

namespace Meldpunt.Admin.Tests.QueryLog.Verification;

/// <summary>
/// What somebody can do who can write the database, one case each, and what <c>verifieer</c> says of it. Where a start of the service sees it too, that is tested
/// beside the seal; here the verifier alone must see it.
/// </summary>
public sealed class TamperedLogTests
{
    private const string Decided = "2029-06-01T00:00:00Z";
    private const string OldEnough = "2027-06-01T00:00:00Z";

    private static readonly KeyByHand Stranger = new(LogByHand.Origin, number: 99);

    private static readonly Dictionary<string, Tampering> Cases = new(StringComparer.Ordinal)
    {
        ["a row deleted at the start"] = new(1, "Rij 1 ontbreekt", log => log.Execute("DELETE FROM query_log WHERE seq = 1")),
        ["a row deleted in the middle"] = new(300, "Rij 300 ontbreekt", log => log.Execute("DELETE FROM query_log WHERE seq = 300")),
        ["rows deleted in the middle"] = new(256, "De rijen 256 tot en met 258 ontbreken", log => log.Execute("DELETE FROM query_log WHERE seq BETWEEN 256 AND 258")),
        ["the end cut off"] = new(581, "De rijen 581 tot en met 590 ontbreken", log => log.Execute("DELETE FROM query_log WHERE seq > 580")),
        ["all rows deleted"] = new(1, "De rijen 1 tot en met 590 ontbreken", log => log.Execute("DELETE FROM query_log")),
        ["a hole behind the seal"] = new(595, "Rij 595 ontbreekt", log => log.Execute("DELETE FROM query_log WHERE seq = 595")),
        ["a row put in before the first"] = new(0, "hoort er niet te zijn", log => log.Execute("INSERT INTO query_log SELECT 0, row FROM query_log WHERE seq = 1")),
        ["a row put in, the others moved up"] = new(300, "een ander volgnummer", log => log.Execute(
            "UPDATE query_log SET seq = -seq - 1 WHERE seq >= 300; UPDATE query_log SET seq = -seq WHERE seq < 0; INSERT INTO query_log SELECT 300, row FROM query_log WHERE seq = 299")),
        ["a row put in, the others moved up and numbered anew"] = new(300, "haar hash is een andere", log =>
        {
            log.Execute("UPDATE query_log SET seq = -seq - 1 WHERE seq >= 300; UPDATE query_log SET seq = -seq WHERE seq < 0; INSERT INTO query_log SELECT 300, row FROM query_log WHERE seq = 299");
            NumberAnew(log);
        }),
        ["a row taken out, the others moved down"] = new(300, "een ander volgnummer", log => log.Execute(
            "DELETE FROM query_log WHERE seq = 300; UPDATE query_log SET seq = -seq + 1 WHERE seq > 300; UPDATE query_log SET seq = -seq WHERE seq < 0")),
        ["a row taken out, the others moved down and numbered anew"] = new(300, "haar hash is een andere", log =>
        {
            log.Execute("DELETE FROM query_log WHERE seq = 300; UPDATE query_log SET seq = -seq + 1 WHERE seq > 300; UPDATE query_log SET seq = -seq WHERE seq < 0");
            NumberAnew(log);
        }),
        ["two rows swapped"] = new(11, "een ander volgnummer", log => log.Execute(
            "UPDATE query_log SET seq = -1 WHERE seq = 11; UPDATE query_log SET seq = 11 WHERE seq = 12; UPDATE query_log SET seq = 12 WHERE seq = -1")),
        ["two rows swapped and numbered anew"] = new(11, "haar hash is een andere", log =>
        {
            log.Execute("UPDATE query_log SET seq = -1 WHERE seq = 11; UPDATE query_log SET seq = 11 WHERE seq = 12; UPDATE query_log SET seq = 12 WHERE seq = -1");
            NumberAnew(log);
        }),
        ["a row renumbered far behind the end"] = new(300, "Rij 300 ontbreekt", log => log.Execute("UPDATE query_log SET seq = 9000000000000000000 WHERE seq = 300")),
        ["a match turned to no match"] = new(305, "haar hash is een andere", log => log.Change(305, ClearMatch)),
        ["a match turned to no match, behind the seal"] = new(600, "sluit met haar referentie niet aan", log => log.Change(595, ClearMatch)),
        ["a reference used twice, behind the seal"] = new(600, "sluit met haar referentie niet aan", log => log.Change(600, row => row[121] = 119)),
        ["a hash in a tile of leaves"] = new(17, "haar hash is een andere", log => ChangeTile(log, level: 0, slot: 16)),
        ["a hash in a tile above the leaves"] = new(null, "In tegel 1/0 past de hash over de rijen 257 tot en met 512 niet", log => ChangeTile(log, level: 1, slot: 1)),
        ["a tile deleted"] = new(null, "Tegel 0/1 ontbreekt", log => log.Execute("DELETE FROM log_tile WHERE id = 1")),
        ["a tile made shorter"] = new(null, "niveau 0", log => log.Execute("UPDATE log_tile SET hashes = substr(hashes, 1, 320) WHERE id = 2")),
        ["a tile made longer than the seal"] = new(null, "niveau 0", log => log.Execute("UPDATE log_tile SET hashes = CAST(hashes || zeroblob(32) AS BLOB) WHERE id = 2")),
        ["a tile too many"] = new(null, "niveau 1", log => log.Execute("INSERT INTO log_tile VALUES (@id, zeroblob(32))", new { id = (1L << 40) + 1 })),
        ["a signature changed"] = new(null, "Het checkpoint over 300 rijen van 2026-11-22 00:15 UTC is niet getekend", log => ChangeNote(log, note => note[..^10] + (note[^10] == 'A' ? 'B' : 'A') + note[^9..])),
        ["a signature left out"] = new(null, "niet getekend", log => ChangeNote(log, note => note[..(note.IndexOf("\n\n", StringComparison.Ordinal) + 2)])),
        ["an origin changed under the old signature"] = new(null, "niet getekend", log => ChangeNote(log, note => "elders" + note)),
        ["a checkpoint of another origin, signed"] = new(null, "niet van dit logboek", log => ChangeNote(log, _ => log.Key.Checkpoint(300, log.RootAt(300), origin: "elders.example"))),
        ["another root, signed"] = new(null, "heeft een andere wortel", log => ChangeNote(log, _ => log.Key.Checkpoint(300, log.RootAt(299)))),
        ["another size, signed"] = new(null, "ander aantal", log => ChangeNote(log, _ => log.Key.Checkpoint(299, log.RootAt(299)))),
        ["another size in the table"] = new(null, "ander aantal", log => log.Execute("UPDATE log_checkpoint SET size = 301 WHERE size = 300")),
        ["an extension line, signed"] = new(null, "andere vorm", log => ChangeNote(log, _ => log.Key.Note($"{LogByHand.Origin}\n300\n{Convert.ToBase64String(log.RootAt(300))}\nmeer\n"))),
        ["a checkpoint under another minute"] = new(null, "andere minuut", log => log.Execute("UPDATE log_checkpoint SET minute = minute + 1 WHERE size = 300")),
        ["checkpoints in another order"] = new(null, "minder rijen", log => log.Execute(
            "UPDATE log_checkpoint SET minute = minute - 500, sealed_at = sealed_at - 30000000 WHERE size = 300")),
        ["all checkpoints deleted, the newest row too"] = new(null, "teruggedraaid", log => log.Execute("DELETE FROM log_checkpoint; DELETE FROM log_tile; DELETE FROM query_log WHERE seq >= 590")),
        ["the origin in the database changed"] = new(null, "andere herkomst", log => log.Execute("UPDATE log_identity SET origin = 'elders'")),
        ["who the log is, deleted"] = new(null, "wie het is", log => log.Execute("DELETE FROM log_identity")),
        ["the second place deleted"] = new(null, "De tweede plaats ontbreekt", log => File.Delete(log.SecondPlace)),
        ["the second place of a stranger"] = new(null, "op de tweede plaats is niet van dit logboek", log => File.WriteAllText(log.SecondPlace, Stranger.Checkpoint(590, log.RootAt(590)))),
        ["the second place of another tree"] = new(null, "op de tweede plaats hoort bij andere rijen", log => File.WriteAllText(log.SecondPlace, log.Key.Checkpoint(590, log.RootAt(589)))),
        ["the second place ahead of the log"] = new(null, "teruggedraaid: de tweede plaats kent 601 verzegelde rijen, de database 600", log => File.WriteAllText(log.SecondPlace, log.Key.Checkpoint(601, log.RootAt(600)))),
        ["rows erased without a statement"] = new(1, "De rijen 1 tot en met 300 ontbreken", log => log.Execute("DELETE FROM query_log WHERE seq <= 300")),
        ["a statement without a signature"] = new(null, "is niet getekend", log => log.Erase(300, $"{LogByHand.Origin}/bewaartermijn\n300\n{OldEnough}\n{Decided}\n\n")),
        ["a statement of a stranger"] = new(null, "is niet getekend", log => log.Erase(300, OldEnough, Decided, Stranger)),
        ["a statement of too young rows"] = new(null, "voor het einde van de bewaartermijn van 24 maanden", log => log.Erase(300, "2027-06-01T00:00:01Z", Decided)),
        ["a statement about fewer rows than are gone"] = new(300, "Rij 300 ontbreekt", log =>
        {
            log.Erase(299, OldEnough, Decided);
            log.Execute("DELETE FROM query_log WHERE seq = 300");
        }),
        ["a statement about more rows than are gone"] = new(300, "hoort er niet te zijn", log =>
        {
            log.Execute("CREATE TABLE kept AS SELECT * FROM query_log WHERE seq = 300");
            log.Erase(300, OldEnough, Decided);
            log.Execute("INSERT INTO query_log SELECT * FROM kept; DROP TABLE kept");
        }),
        ["a statement under another number"] = new(null, "gaat over andere rijen", log => log.Erase(300, log.Key.Erasure(299, OldEnough, Decided))),
        ["a statement in another form"] = new(null, "andere vorm", log => log.Erase(300, log.Key.Erasure(300, "2027-06-01", Decided))),
        ["a decision that is still to come"] = new(null, "een moment dat nog komt", log => log.Erase(300, "2030-01-01T00:00:00Z", "2032-01-01T00:00:00Z")),
        ["rows erased that were never sealed"] = new(null, "nooit verzegeld", log => log.Erase(595, OldEnough, Decided)),
        ["a statement about more rows than there can be"] = new(null, "nooit verzegeld", log => log.Erase(long.MaxValue, OldEnough, Decided)),
        ["a size that no log can have"] = new(601, "De rijen 601 tot en met", log => log.Execute("UPDATE log_checkpoint SET size = 9000000000000000000, note = '' WHERE size = 590")),
        ["a size below nothing"] = new(null, "niet getekend", log => log.Execute("UPDATE log_checkpoint SET size = -5, note = '' WHERE size = 590")),
        ["a tile over erased rows deleted"] = new(null, "Tegel 0/0 ontbreekt", log =>
        {
            log.Erase(300, OldEnough, Decided);
            log.Execute("DELETE FROM log_tile WHERE id = 0");
        }),
        ["a hash of an erased row"] = new(null, "heeft een andere wortel", log =>
        {
            log.Erase(300, OldEnough, Decided);
            ChangeTile(log, level: 0, slot: 16);
        }),
        ["a row freshly made, with tiles and checkpoints, under another key"] = new(null, "niet getekend met de sleutel van dit logboek", log => ForgedLogTests.SealAnew(log, Stranger)),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Verifieer_tells_of(string what)
    {
        using var log = new LogByHand();
        var (row, sentence, tamper) = Cases[what];
        tamper(log);

        var report = log.Verify();

        Assert.False(report.IsInOrder);
        Assert.Null(report.State);
        Assert.Contains(report.Findings, finding => finding.Row == row && finding.Sentence.Contains(sentence, StringComparison.Ordinal));
        Assert.Equal(row, report.Findings[0].Row);
    }

    [Theory]
    [InlineData("version", 0, 1)]
    [InlineData("purpose", 1, 1)]
    [InlineData("outcome", 2, 1)]
    [InlineData("zero behind the outcome", 3, 1)]
    [InlineData("sequence number", 4, 8)]
    [InlineData("moment", 12, 8)]
    [InlineData("query id", 20, 16)]
    [InlineData("participant", 36, 16)]
    [InlineData("location", 52, 16)]
    [InlineData("account", 68, 16)]
    [InlineData("terminal", 84, 16)]
    [InlineData("trace id", 100, 16)]
    [InlineData("year of the reference", 116, 2)]
    [InlineData("number of the reference", 118, 4)]
    [InlineData("number of entries", 122, 4)]
    [InlineData("entries", 126, 128)]
    [InlineData("agreements", 254, 32)]
    [InlineData("year of the pseudonym's key", 286, 2)]
    [InlineData("month of it", 288, 1)]
    [InlineData("zero behind the month", 289, 1)]
    [InlineData("rule", 290, 32)]
    [InlineData("pseudonym", 322, 32)]
    [InlineData("salt", 354, 32)]
    public void Verifieer_names_the_row_in_which_a_byte_was_changed_of_its(string field, int at, int length)
    {
        using var log = new LogByHand(rows: 10);
        Assert.NotEmpty(field);
        foreach (var seq in (int[])[5, 7])
        {
            for (var place = at; place < at + length; place++)
            {
                log.Change(seq, row => row[place] ^= 1);
                var report = log.Verify();
                log.Change(seq, row => row[place] ^= 1);

                Assert.Equal((seq, 1L), (report.Findings[0].Row, report.FindingCount));
            }
        }

        Assert.Empty(log.Verify().Findings);
    }

    // What is left of a match when somebody clears all that tells of it.
    private static void ClearMatch(byte[] row)
    {
        row[2] = 0;
        row.AsSpan(116, 170).Clear();
    }

    private static void NumberAnew(LogByHand log)
    {
        foreach (var seq in Enumerable.Range(1, 599))
        {
            log.Change(seq, row => BinaryPrimitives.WriteInt64BigEndian(row.AsSpan(4), seq));
        }
    }

    private static void ChangeTile(LogByHand log, int level, int slot)
    {
        var id = (long)level << 40;
        var hashes = log.Read<byte[]>($"SELECT hashes FROM log_tile WHERE id = {id}");
        hashes[slot * 32] ^= 1;
        log.Execute("UPDATE log_tile SET hashes = @hashes WHERE id = @id", new { hashes, id });
    }

    private static void ChangeNote(LogByHand log, Func<string, string> change) => log.Execute(
        "UPDATE log_checkpoint SET note = @note WHERE size = 300", new { note = change(log.Read<string>("SELECT note FROM log_checkpoint WHERE size = 300")) });

    private sealed record Tampering(long? Row, string Sentence, Action<LogByHand> Do);
}
