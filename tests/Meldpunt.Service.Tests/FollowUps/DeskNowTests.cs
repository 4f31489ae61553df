using System.Net;
using Dapper;
using Meldpunt.Admin.Register;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Tests.Desk;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.FollowUps;

/// <summary>What cannot wait, first on the page of a desk; and the list of all its cases.</summary>
public sealed class DeskNowTests : IAsyncLifetime
{
    private const int Many = 500;
    private const int Shown = 25;

    private readonly CaseHouse _desks = new();

    public ValueTask InitializeAsync() => _desks.InitializeAsync();

    public ValueTask DisposeAsync() => _desks.DisposeAsync();

    [Fact]
    public async Task A_desk_without_cases_reads_that_there_are_none()
    {
        Assert.Contains("Er is geen open zaak.", await CaseHouse.WordsAsync(_desks.Asker, "/bureau"), StringComparison.Ordinal);
        Assert.Contains("Er is nog geen zaak.", await CaseHouse.WordsAsync(_desks.Asker, "/zaken"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_desks_read_what_each_has_to_do_now_and_for_how_long_it_waits_already()
    {
        var (path, reference) = await _desks.MatchAsync("Wachtman");
        _desks.House.Time.Advance(TimeSpan.FromMinutes(7));

        var asker = await CaseHouse.WordsAsync(_desks.Asker, "/bureau");
        var source = await CaseHouse.WordsAsync(_desks.Source, "/bureau/nu");

        Assert.Matches($"Open zaken \\(1\\) 7 min Bel De Leeuw Te bellen .*{reference} Noord", asker);
        Assert.Contains("(1) Bureau", asker, StringComparison.Ordinal);
        Assert.Matches($"7 min Haven gaat u bellen Te bellen .*{reference} Haven, Noord", source);
        Assert.Contains(path, DeskTalk.AddressesIn(await _desks.Asker.ReadAsync("/bureau")), StringComparer.Ordinal);
        Assert.DoesNotContain("Wachtman", asker + source.Replace("Anna van den Wachtman", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_for_this_desk_stands_before_what_waits_for_another_however_old_that_is()
    {
        var (old, oldReference) = await _desks.MatchAsync("Oudman");
        await CaseHouse.PressAsync(_desks.Asker, old, "call", 1, ("uitkomst", "bevestigd"), ("knop", "toelaten"));
        _desks.House.Time.Advance(TimeSpan.FromMinutes(25));
        var (_, newReference) = await _desks.MatchAsync("Nieuwman");

        Assert.Matches($"{newReference}.*Wacht tot De Leeuw bevestigt.*{oldReference}", await CaseHouse.WordsAsync(_desks.Asker, "/bureau/nu"));
        Assert.Matches($"Bevestig dat u gebeld bent.*{oldReference}.*{newReference}", await CaseHouse.WordsAsync(_desks.Source, "/bureau/nu"));
    }

    [Fact]
    public async Task Of_five_hundred_open_cases_the_first_are_shown_and_the_others_counted()
    {
        await _desks.MatchAsync("Veelman");
        await _desks.House.Installation.Writer.WriteAsync(connection => connection.Execute(
            """
            WITH RECURSIVE number (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM number WHERE n < @Many)
            INSERT INTO follow_up (id, seq, place, query_id, entry_id, match_year, match_number, agreement, opened_at, asker_id, location_id, account_id, source_id, state, due_at)
            SELECT randomblob(16), seq, place, randomblob(16), entry_id, match_year, n, agreement, opened_at + n, asker_id, location_id, account_id, source_id, state, due_at FROM follow_up, number
            """,
            new { Many }));

        var page = await _desks.Asker.ReadAsync("/bureau");

        Assert.Equal(Shown, page.Split("data-klok").Length - 1);
        Assert.Contains($"en nog {Many - Shown} open zaken", DeskTalk.WordsOf(page), StringComparison.Ordinal);
        Assert.Contains($"({Many}) Bureau", DeskTalk.WordsOf(page), StringComparison.Ordinal);
        var seen = await CountListedAsync("/zaken?toestand=open");
        Assert.Equal(Many, seen);
    }

    [Fact]
    public async Task Cases_are_found_by_state_side_reference_and_period_and_a_faulty_filter_is_told()
    {
        var (closed, reference) = await _desks.MatchAsync("Zoekman");
        await CaseHouse.PressAsync(_desks.Asker, closed, "call", 1, ("uitkomst", "bevestigd"), ("knop", "toelaten"));
        await CaseHouse.PressAsync(_desks.Source, closed, "confirm", 2, ("knop", "zonder"));
        var (_, other) = await _desks.MatchAsync("Anderman");

        foreach (var (address, isFound) in new[]
        {
            ("toestand=gesloten", true), ("toestand=open", false), ("toestand=teBellen", false), ("rol=bevrager", true), ("rol=bron", false), ("rol=beide", false),
            ($"referentie={reference.Replace("M-", "m-", StringComparison.Ordinal)}", true), ($"referentie={other}", false), ("van=2026-11-21&tot=2026-11-21", true), ("van=2026-11-22", false), ("tot=2026-11-20", false),
        })
        {
            var page = await _desks.Asker.ReadAsync("/zaken?" + address);
            Assert.True(page.Contains(closed, StringComparison.Ordinal) == isFound, address);
        }

        foreach (var faulty in new[] { "toestand=iets", "rol=iets", "referentie=17", "van=morgen", "over=wie", "cursor=AAAA" })
        {
            Assert.Contains("role=\"alert\"", await _desks.Asker.ReadAsync("/zaken?" + faulty), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_entry_that_changed_is_told_of_in_words_until_somebody_of_the_desk_saw_it()
    {
        var (path, reference) = await _desks.MatchAsync("Wijzigman");
        var entry = _desks.Stored(path).EntryId;
        var officer = _desks.House.Installation.Accounts.FindByName("veiligheid")!;
        var caller = _desks.House.Installation.Directory.FindByAccount(officer.Id, officer.SecurityStamp)!;
        Assert.Empty((await _desks.House.Installation.Desk.WithdrawAsync(caller, entry, EntryTerms.Grounds[0], version: null)).Faults);
        var own = _desks.House.Harbour.Id;
        await Talk.UntilAsync(() => _desks.House.Installation.Messages.UnseenChanges(own, 10).Total == 1, "the desk was told");
        var message = _desks.House.Installation.Messages.UnseenChanges(own, 10).Messages[0].Id.ToString();

        var words = await CaseHouse.WordsAsync(_desks.Asker, "/bureau");
        var foreign = await _desks.Source.PostAsync("/bureau?handler=seen", ("melding", message));
        var seen = await _desks.Asker.PostAsync("/bureau?handler=seen", ("melding", message));

        Assert.Matches($"Gewijzigde registraties \\(1\\).*ingetrokken en geeft geen match meer.*{reference}", words);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Equal("/bureau", seen.Headers.Location!.ToString());
        Assert.DoesNotContain("Gewijzigde registraties", await CaseHouse.WordsAsync(_desks.Asker, "/bureau"), StringComparison.Ordinal);
        Assert.DoesNotContain("Gewijzigde registraties", await CaseHouse.WordsAsync(_desks.Source, "/bureau"), StringComparison.Ordinal);
        Assert.Contains("Deze zaak is vervallen", await CaseHouse.WordsAsync(_desks.Asker, path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_asks_by_itself_keeps_nobody_signed_in()
    {
        var (path, _) = await _desks.MatchAsync("Stilman");
        foreach (var own in new[] { "/bureau/nu", path + "/nu" })
        {
            using var browser = await Browser.SignInAsync(_desks.House, "veiligheid-haven");
            for (var minutes = 0; minutes < 30; minutes += 10)
            {
                Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync(own)).StatusCode);
                _desks.House.Time.Advance(TimeSpan.FromMinutes(10));
            }

            Assert.Equal(HttpStatusCode.Redirect, (await browser.OpenAsync(own)).StatusCode);
        }
    }

    private async Task<int> CountListedAsync(string path)
    {
        var count = 0;
        for (string? next = path; next is not null;)
        {
            var page = await _desks.Asker.ReadAsync(next);
            var addresses = DeskTalk.AddressesIn(page).ToList();
            count += addresses.Count(address => address.StartsWith("/zaken/", StringComparison.Ordinal) && OpaqueId.TryParse(address.Split('/')[^1], out _));
            next = addresses.FirstOrDefault(address => address.Contains("cursor=", StringComparison.Ordinal));
        }

        return count;
    }
}
