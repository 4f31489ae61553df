using System.Text;
using System.Text.Json.Nodes;
using Meldpunt.Admin.QueryLog.Verification;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.QueryLog.Verification;

/// <summary>An export with its seal beside it, made by hand from section 8 of the specification.</summary>
public sealed class ExportTests : IDisposable
{
    private const int Rows = 300;

    private readonly KeyByHand _key = new(LogByHand.Origin, number: 7);
    private readonly TempFolder _folder = new();
    private readonly byte[][] _rows = [.. Enumerable.Range(1, Rows).Select(seq => LogByHand.Row(seq))];

    private string File => _folder.Combine("logboek.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_export_and_its_seal_are_in_order()
    {
        Write(Lines());

        var report = Verify();

        Assert.Empty(report.Findings);
        Assert.Equal((1, 300, 300, 300), (report.FirstRow, report.LastRow, report.RowsChecked, report.SealedThrough));
    }

    [Fact]
    public void An_export_that_begins_behind_erased_rows_is_in_order()
    {
        // 200 rows were erased: the complete subtrees before row 201 are of 128, 64 and 8.
        var before = new[] { (0, 128), (128, 64), (192, 8) }.Select(part => TreeByHand.Root(Leaves().AsSpan(part.Item1, part.Item2)));
        Write(Lines().Skip(200), first: 201, before, _key.Erasure(200, "2027-06-01T00:00:00Z", "2029-06-01T00:00:00Z"));

        var report = Verify();

        Assert.Empty(report.Findings);
        Assert.Equal((201, 100, 200), (report.FirstRow, report.RowsChecked, report.ErasedThrough));
    }

    [Fact]
    public void A_checkpoint_that_was_kept_is_found_in_it()
    {
        Write(Lines());

        Assert.Empty(Verify(_key.Checkpoint(123, TreeByHand.Root(Leaves().AsSpan(0, 123)))).Findings);
        Assert.Contains("gesplitst", Verify(_key.Checkpoint(123, TreeByHand.Root(Leaves().AsSpan(0, 122)))).Findings[0].Sentence, StringComparison.Ordinal);
        Assert.Throws<VerificationException>(() => Verify(_key.Checkpoint(301, TreeByHand.Root(Leaves()))));
    }

    [Theory]
    [InlineData("a line left out", 100, "Rij 100 ontbreekt")]
    [InlineData("the last line left out", 300, "Rij 300 ontbreekt")]
    [InlineData("a line twice", 100, "staat niet op haar plaats")]
    [InlineData("two lines swapped", 100, "ontbreekt")]
    [InlineData("a byte of a row", null, "niet die waarover het checkpoint gaat")]
    [InlineData("a line that is no row", 100, "niet als een regel van een export")]
    [InlineData("another outcome to read", 100, "wordt te lezen gegeven als iets anders")]
    [InlineData("another moment to read", 100, "wordt te lezen gegeven als iets anders")]
    [InlineData("another number to read", 100, "wordt te lezen gegeven als iets anders")]
    [InlineData("another reference to read", 100, "wordt te lezen gegeven als iets anders")]
    [InlineData("a line too many", null, "niet die waarover het checkpoint gaat")]
    [InlineData("the row twice in a line", 100, "niet als een regel van een export")]
    public void What_was_done_to_it_is_told(string what, int? row, string sentence)
    {
        var lines = Lines();
        switch (what)
        {
            case "a line left out":
                lines.RemoveAt(99);
                break;
            case "the last line left out":
                lines.RemoveAt(299);
                break;
            case "a line twice":
                lines.Insert(100, lines[99]);
                break;
            case "two lines swapped":
                (lines[99], lines[100]) = (lines[100], lines[99]);
                break;
            case "a byte of a row":
                _rows[98][360] ^= 1;
                lines[98] = Line(_rows[98], 99);
                break;
            case "a line that is no row":
                lines[99] = "{}";
                break;
            case "another outcome to read":
                lines[99] = lines[99].Replace("\"match\"", "\"geenMatch\"", StringComparison.Ordinal);
                break;
            case "another moment to read":
                lines[99] = lines[99].Replace("2026-11-21T", "2026-11-20T", StringComparison.Ordinal);
                break;
            case "another number to read":
                lines[99] = lines[99].Replace("\"volgnummer\":100", "\"volgnummer\":101", StringComparison.Ordinal);
                break;
            case "another reference to read":
                lines[99] = lines[99].Replace("M-2026-000020", "M-2026-000021", StringComparison.Ordinal);
                break;
            case "a line too many":
                lines.Add(Line(LogByHand.Row(301), 301));
                break;
            case "the row twice in a line":
                lines[99] = lines[99].Replace("{", $"{{\"rij\":\"{Convert.ToBase64String(_rows[99])}\",", StringComparison.Ordinal);
                break;
        }

        Write(lines);

        var report = Verify();

        Assert.Equal(row, report.Findings[0].Row);
        Assert.Contains(sentence, report.Findings[0].Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("checkpoint", "is niet getekend")]
    [InlineData("oorsprong", "van een ander logboek")]
    [InlineData("eersteRij", "kan niet")]
    [InlineData("gewist", "sluit niet aan")]
    public void A_seal_that_was_changed_is_told(string field, string sentence)
    {
        Write(Lines());
        Change(seal => seal[field] = field switch
        {
            "checkpoint" => new KeyByHand(LogByHand.Origin, number: 99).Checkpoint(Rows, TreeByHand.Root(Leaves())),
            "oorsprong" => "elders.example",
            "eersteRij" => 2,
            _ => new JsonArray(_key.Erasure(1, "2027-06-01T00:00:00Z", "2029-06-01T00:00:00Z")),
        });

        Assert.Contains(sentence, Verify().Findings.Select(finding => finding.Sentence).Aggregate((one, other) => one + other), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_seal_or_with_something_else_there_is_nothing_to_check()
    {
        Write(Lines());
        System.IO.File.WriteAllText(File + ".zegel.json", "{}");
        Assert.Throws<VerificationException>(() => Verify());

        System.IO.File.Delete(File + ".zegel.json");
        Assert.Throws<VerificationException>(() => Verify());
    }

    [Fact]
    public void A_file_without_lines_is_no_export()
    {
        Write([new string('x', 200_000)]);

        Assert.Throws<VerificationException>(() => Verify());
    }

    private static string Line(byte[] row, int seq)
    {
        var line = new JsonObject
        {
            ["volgnummer"] = seq,
            ["id"] = Convert.ToHexStringLower(row.AsSpan(20, 16)),
            ["tijdstip"] = LogByHand.Start.AddMinutes(seq).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
            ["doel"] = "poort",
            ["uitkomst"] = seq % 5 == 0 ? "match" : "geenMatch",
            ["deelnemer"] = "Garage Voorbeeld",
            ["referentie"] = seq % 5 == 0 ? $"M-2026-{seq / 5:000000}" : null,
            ["rij"] = Convert.ToBase64String(row),
        };
        return line.ToJsonString();
    }

    private List<string> Lines() => [.. _rows.Select((row, index) => Line(row, index + 1))];

    private static byte[][] Leaves() => [.. Enumerable.Range(1, Rows).Select(seq => TreeByHand.Leaf(LogByHand.Row(seq)))];

    private void Write(IEnumerable<string> lines, int first = 1, IEnumerable<byte[]>? before = null, params string[] erased)
    {
        System.IO.File.WriteAllText(File, string.Join('\n', lines) + "\n", new UTF8Encoding(false));
        System.IO.File.WriteAllText(File + ".zegel.json", "{}");
        Change(seal =>
        {
            seal["oorsprong"] = LogByHand.Origin;
            seal["sleutel"] = _key.VerifierKey;
            seal["checkpoint"] = _key.Checkpoint(Rows, TreeByHand.Root(Leaves()));
            seal["eersteRij"] = first;
            seal["bewaartermijnMaanden"] = 24;
            seal["voorafgaand"] = new JsonArray([.. (before ?? []).Select(hash => JsonValue.Create(Convert.ToBase64String(hash)))]);
            seal["gewist"] = new JsonArray([.. erased.Select(note => JsonValue.Create(note))]);
        });
    }

    private void Change(Action<JsonObject> change)
    {
        var seal = JsonNode.Parse(System.IO.File.ReadAllText(File + ".zegel.json"))!.AsObject();
        change(seal);
        System.IO.File.WriteAllText(File + ".zegel.json", seal.ToJsonString());
    }

    private VerificationReport Verify(string? kept = null) => new ExportVerifier(new ManualTime(LogByHand.Start.AddYears(4))).Verify(
        File, new VerificationRequest { VerifierKey = _key.VerifierKey, KeptCheckpoint = kept }, TestContext.Current.CancellationToken);
}
