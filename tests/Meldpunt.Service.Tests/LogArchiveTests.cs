using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.QueryLog.Tree;
using Meldpunt.Service.QueryLogs;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests;

/// <summary>/logboek/uitvoer: a selection of the log to carry away, with all that is needed to believe it elsewhere.</summary>
public sealed class LogArchiveTests : IAsyncLifetime
{
    private const string Path = "/logboek/uitvoer";

    private readonly TestHouse _house = new();

    public async ValueTask InitializeAsync()
    {
        await _house.InitializeAsync();
        foreach (var gateName in (string[])["poort", "poort-haven", "poort"])
        {
            using var gate = _house.Client(gateName);
            await gate.PostAsync(Talk.Queries, Talk.Person());
        }

        for (var attempt = 0; attempt < 100 && _house.Part<LogSealer>().Published.Size < 3; attempt++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task It_holds_the_rows_to_read_and_a_proof_of_each_that_holds_with_the_key_alone()
    {
        var files = await OpenAsync("toezicht", string.Empty);
        Assert.True(NoteVerifier.TryParse(_house.Installation.LogIdentity.Vkey, out var key));

        var rows = Lines(files, "bevragingen.jsonl");
        var proofs = Lines(files, "bewijzen.jsonl");

        Assert.Equal([3, 2, 1], rows.Select(row => row["volgnummer"]!.GetValue<int>()));
        Assert.Equal([3, 2, 1], proofs.Select(proof => proof["volgnummer"]!.GetValue<int>()));
        foreach (var (row, line) in rows.Zip(proofs))
        {
            Assert.True(TlogProof.TryParse(line.Text("bewijs"), out var proof));
            Assert.Equal(row["rij"]!.GetValue<string>(), Convert.ToBase64String(proof.Extra!));
            Assert.True(proof.Checkpoint.IsSignedBy(key));
            Assert.True(Checkpoint.TryParse(proof.Checkpoint.Text, out var checkpoint));
            Assert.True(ProofCheck.Includes(checkpoint.Size, checkpoint.Root, proof.Index, MerkleHash.Leaf(proof.Extra), proof.Hashes));
        }

        Assert.Equal(_house.Part<LogSealer>().Published.Note, files["checkpoint.txt"]);
        Assert.Equal(_house.Installation.LogIdentity.Vkey + "\n", files["sleutel.txt"]);
        Assert.Contains("3 rijen", files["LEESMIJ.txt"], StringComparison.Ordinal);
        Assert.Contains(_house.Installation.LogIdentity.Vkey, files["LEESMIJ.txt"], StringComparison.Ordinal);
        Assert.Equal(4, files["bevragingen.csv"].Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task It_is_the_selection_of_the_page_and_of_a_desk_its_own_rows()
    {
        var filtered = await OpenAsync("toezicht", "?deelnemer=Haven");
        var own = await OpenAsync("veiligheid-haven", string.Empty);
        var foreign = await OpenAsync("veiligheid-haven", "?deelnemer=De%20Leeuw");

        Assert.Equal([2], Lines(filtered, "bevragingen.jsonl").Select(row => row["volgnummer"]!.GetValue<int>()));
        Assert.Equal([2], Lines(own, "bevragingen.jsonl").Select(row => row["volgnummer"]!.GetValue<int>()));
        Assert.Empty(Lines(foreign, "bevragingen.jsonl"));
        Assert.Empty(Lines(foreign, "bewijzen.jsonl"));
    }

    [Theory]
    [InlineData("poort", HttpStatusCode.Forbidden)]
    [InlineData("beheer", HttpStatusCode.Forbidden)]
    [InlineData("veiligheid", HttpStatusCode.OK)]
    [InlineData("toezicht", HttpStatusCode.OK)]
    public async Task Only_who_may_read_the_log_carries_it_away(string account, HttpStatusCode expected)
    {
        using var browser = await Browser.SignInAsync(_house, account);

        Assert.Equal(expected, (await browser.OpenAsync(Path)).StatusCode);
    }

    [Fact]
    public async Task A_faulty_filter_gives_no_file()
    {
        using var auditor = await Browser.SignInAsync(_house, "toezicht");

        var response = await auditor.OpenAsync(Path + "?referentie=17");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task When_others_are_being_made_it_says_to_come_back()
    {
        using var auditor = await Browser.SignInAsync(_house, "toezicht");
        var places = Enumerable.Range(0, LogArchive.AtOnce).Select(_ => _house.Part<LogArchive>().TryBegin()!).ToList();

        var busy = await auditor.OpenAsync(Path);
        places.ForEach(place => place.Dispose());
        var free = await auditor.OpenAsync(Path);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (busy.StatusCode, free.StatusCode));
        Assert.Equal("60", Assert.Single(busy.Headers.GetValues("Retry-After")));
    }

    [Fact]
    public async Task The_page_leads_to_the_file_of_its_own_selection()
    {
        using var auditor = await Browser.SignInAsync(_house, "toezicht");

        var page = await auditor.ReadAsync($"/logboek?deelnemer={_house.Harbour.Id}&van=");

        Assert.Contains($"href=\"/logboek/uitvoer?deelnemer={_house.Harbour.Id}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_selection_is_walked_page_by_page_to_its_end()
    {
        using var gate = _house.Client("poort");
        for (var number = 0; number < 60; number++)
        {
            await gate.PostAsync(Talk.Queries, Talk.Person());
        }

        var reader = _house.Installation.QueryLogReader;
        var filter = new QueryLogFilter { ParticipantId = _house.Lion.Id };

        Assert.Equal(reader.List(filter, 1_000).Select(row => row.Seq), reader.Walk(filter, 1_000).Select(row => QueryLogReader.Read(row).Seq));
        Assert.Equal(7, reader.Walk(filter, 7).Count());
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"\r\n")]
    [InlineData("+1", "\"'+1\"\r\n")]
    [InlineData("-1", "\"'-1\"\r\n")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"\r\n")]
    [InlineData("  =1", "\"'  =1\"\r\n")]
    [InlineData("\t=1", "\"'\t=1\"\r\n")]
    [InlineData("Garage \"De Leeuw\"; Rokin", "\"Garage \"\"De Leeuw\"\"; Rokin\"\r\n")]
    [InlineData("Haven", "\"Haven\"\r\n")]
    public void Nothing_that_somebody_typed_becomes_a_formula_in_a_spreadsheet(string typed, string expected)
    {
        Assert.Equal(expected, CsvText.Line([typed]));
    }

    [Fact]
    public void A_number_stays_a_number_and_nothing_stays_nothing()
    {
        Assert.Equal("\"-7\";\"\"\r\n", CsvText.Line([-7L, null]));
    }

    private async Task<Dictionary<string, string>> OpenAsync(string account, string query)
    {
        using var browser = await Browser.SignInAsync(_house, account);
        var response = await browser.OpenAsync(Path + query);
        Assert.Equal("application/zip", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("logboek-2026-11-21.zip", response.Content.Headers.ContentDisposition?.FileName);
        await using var zip = new ZipArchive(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            using var text = new StreamReader(await entry.OpenAsync(TestContext.Current.CancellationToken), Encoding.UTF8);
            files[entry.FullName] = await text.ReadToEndAsync(TestContext.Current.CancellationToken);
        }

        return files;
    }

    private static List<JsonObject> Lines(Dictionary<string, string> files, string name) =>
        files[name].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
}
