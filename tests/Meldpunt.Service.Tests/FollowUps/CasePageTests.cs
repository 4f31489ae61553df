using System.Net;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Tests.Desk;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.FollowUps;

/// <summary>The page of a case, over HTTP, as both of its desks and strangers meet it.</summary>
public sealed class CasePageTests(CaseHouse desks) : IClassFixture<CaseHouse>
{
    private static readonly (string, string)[] SpokeAndRefuse = [("uitkomst", "bevestigd"), ("gesprokenMet", "mevrouw Bakker"), ("knop", "weigeren")];

    [Fact]
    public async Task The_desk_of_the_gate_reads_what_happened_whom_to_call_and_what_to_say_and_nothing_of_the_person()
    {
        var (path, reference) = await desks.MatchAsync("Leesman");

        var words = await CaseHouse.WordsAsync(desks.Asker, path);

        foreach (var part in new[] { "Bel De Leeuw", "+31 20 555 0101", reference, "poort-haven", "Noord", "achternaam gelijk", "Toegangsverbod 21 oktober 2026 tot en met 21 oktober 2027", "Kunt u mij helpen vaststellen" })
        {
            Assert.Contains(part, words, StringComparison.Ordinal);
        }

        foreach (var part in new[] { "Leesman", "Anna", "1984", "D-2026-17", "autokraak", "Derde" })
        {
            Assert.DoesNotContain(part, words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_desk_that_registered_reads_which_garage_asks_and_not_who_of_it_and_is_led_to_its_registration()
    {
        var (path, _) = await desks.MatchAsync("Bronman");

        var page = await desks.Source.ReadAsync(path);
        var words = DeskTalk.WordsOf(page);

        Assert.Contains("Haven gaat u bellen", words, StringComparison.Ordinal);
        Assert.Contains("Haven, Noord", words, StringComparison.Ordinal);
        Assert.DoesNotContain("poort-haven", words, StringComparison.Ordinal);
        Assert.Contains($"/registraties/{desks.Stored(path).EntryId}", DeskTalk.AddressesIn(page), StringComparer.Ordinal);
        Assert.DoesNotContain($"/registraties/{desks.Stored(path).EntryId}", DeskTalk.AddressesIn(await desks.Asker.ReadAsync(path)), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Call_identity_and_advice_go_in_one_form_and_the_source_closes_it()
    {
        var (path, _) = await desks.MatchAsync("Tikman");

        var sent = await CaseHouse.PressAsync(desks.Asker, path, "call", 1, SpokeAndRefuse);

        Assert.Equal($"{path}?gedaan=gesprek-advies", sent.Headers.Location!.ToString());
        Assert.Contains("De poort ziet het advies.", await CaseHouse.WordsAsync(desks.Asker, path + "?gedaan=gesprek-advies"), StringComparison.Ordinal);
        var other = await CaseHouse.WordsAsync(desks.Source, path);
        Assert.Contains("Bevestig dat u gebeld bent", other, StringComparison.Ordinal);
        Assert.DoesNotContain("mevrouw Bakker", other, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await CaseHouse.PressAsync(desks.Source, path, "confirm", 2, ("knop", "bevestigd"))).StatusCode);
        Assert.Equal(FollowUpState.Closed, desks.Stored(path).State);
        var closed = await desks.Source.ReadAsync(path);
        Assert.Contains("Deze zaak is gesloten", closed, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=", closed, StringComparison.Ordinal);
        Assert.Matches("Gesprek bevestigd : Dezelfde persoon veiligheid .*Poort geadviseerd : Niet toelaten Haven .*Gesproken : Dezelfde persoon Haven .*Match bij de poort", DeskTalk.WordsOf(closed));
    }

    [Fact]
    public async Task An_advice_that_cannot_be_recorded_keeps_the_call_with_it_from_being_recorded_and_what_was_typed_stays()
    {
        var (path, _) = await desks.MatchAsync("Halfman");

        var answer = await CaseHouse.PressAsync(desks.Asker, path, "call", 1, ("uitkomst", "anderePersoon"), ("gesprokenMet", "meneer Smit"), ("voorwaarden", " "), ("knop", "voorwaarden"));
        var nobody = await CaseHouse.PressAsync(desks.Asker, path, "call", 1, ("knop", "toelaten"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await Browser.TextAsync(answer);
        Assert.Contains("Schrijf op welke voorwaarden gelden.", page, StringComparison.Ordinal);
        Assert.Contains("meneer Smit", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, nobody.StatusCode);
        Assert.Contains("Kies of het dezelfde persoon is.", await Browser.TextAsync(nobody), StringComparison.Ordinal);
        Assert.Equal(1, desks.Stored(path).Version);
    }

    [Fact]
    public async Task Nobody_answers_and_then_an_advice_may_be_given_and_not_before()
    {
        var (path, _) = await desks.MatchAsync("Gehoorman");

        var early = await CaseHouse.PressAsync(desks.Asker, path, "advise", 1, ("knop", "toelaten"));
        var tried = await CaseHouse.PressAsync(desks.Asker, path, "noAnswer", 1);
        var words = await CaseHouse.WordsAsync(desks.Asker, path);
        var advised = await CaseHouse.PressAsync(desks.Asker, path, "advise", 2, ("knop", "voorwaarden"), ("voorwaarden", "Alleen lopend."));

        Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);
        Assert.Contains("Bel eerst.", await Browser.TextAsync(early), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, tried.StatusCode);
        Assert.Contains("Bel De Leeuw opnieuw, of geef de poort advies", words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, advised.StatusCode);
        Assert.Contains("Haven kreeg bij u geen gehoor: bel terug", await CaseHouse.WordsAsync(desks.Source, path), StringComparison.Ordinal);
        Assert.Contains("Alleen lopend.", await CaseHouse.WordsAsync(desks.Source, path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_comes_second_is_told_so_with_what_stands_there_now_and_keeps_what_was_typed()
    {
        var (path, _) = await desks.MatchAsync("Laatman");
        await CaseHouse.PressAsync(desks.Asker, path, "noAnswer", 1);

        var late = await CaseHouse.PressAsync(desks.Asker, path, "call", 1, SpokeAndRefuse);

        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
        var page = await Browser.TextAsync(late);
        Assert.Contains("Een ander was eerder", page, StringComparison.Ordinal);
        Assert.Contains("Pogingen zonder gehoor: 1", page, StringComparison.Ordinal);
        Assert.Contains("mevrouw Bakker", page, StringComparison.Ordinal);
        Assert.Null(desks.Stored(path).CalledAt);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await desks.Asker.PostAsync(path + "?handler=noAnswer")).StatusCode);
    }

    [Fact]
    public async Task A_source_that_says_it_was_not_called_is_seen_by_the_other_and_may_still_confirm()
    {
        var (path, _) = await desks.MatchAsync("Twistman");
        await CaseHouse.PressAsync(desks.Asker, path, "call", 1, SpokeAndRefuse);

        await CaseHouse.PressAsync(desks.Source, path, "deny", 2);

        Assert.Contains("De Leeuw zegt niet gebeld te zijn: bel opnieuw", await CaseHouse.WordsAsync(desks.Asker, path), StringComparison.Ordinal);
        Assert.Contains("U zei niet gebeld te zijn door Haven", await CaseHouse.WordsAsync(desks.Source, path), StringComparison.Ordinal);
        await CaseHouse.PressAsync(desks.Source, path, "confirm", 3, ("knop", "zonder"));
        Assert.Equal(FollowUpState.Closed, desks.Stored(path).State);
    }

    [Fact]
    public async Task Of_a_gate_that_meets_its_own_entry_one_desk_looks_and_advises_and_nobody_is_called()
    {
        var (path, _) = await desks.MatchAsync("Eigenman", "poort");

        var words = await CaseHouse.WordsAsync(desks.Source, path);
        await CaseHouse.PressAsync(desks.Source, path, "call", 1, ("uitkomst", "onduidelijk"), ("knop", "toelaten"));

        Assert.Contains("Kijk in uw eigen dossier", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Geen gehoor", words, StringComparison.Ordinal);
        Assert.Equal(FollowUpState.Closed, desks.Stored(path).State);
        Assert.Equal(HttpStatusCode.NotFound, (await desks.Asker.OpenAsync(path)).StatusCode);
    }

    [Fact]
    public async Task The_advice_sent_with_the_call_that_closes_the_case_is_what_the_gate_gets()
    {
        var (path, _) = await desks.MatchAsync("Terugman");
        await CaseHouse.PressAsync(desks.Asker, path, "noAnswer", 1);
        await CaseHouse.PressAsync(desks.Asker, path, "advise", 2, ("knop", "weigeren"));
        await CaseHouse.PressAsync(desks.Source, path, "confirm", 3, ("knop", "anderePersoon"));

        var sent = await CaseHouse.PressAsync(desks.Asker, path, "call", 4, ("uitkomst", "anderePersoon"), ("knop", "toelaten"));

        Assert.Equal($"{path}?gedaan=gesprek-advies", sent.Headers.Location!.ToString());
        Assert.Equal((FollowUpState.Closed, GateAdvice.Admit, 5), (desks.Stored(path).State, desks.Stored(path).Advice!.Value, desks.Stored(path).Version));
    }

    [Fact]
    public async Task A_closed_case_takes_another_advice_of_the_asker_for_a_day_and_nothing_else()
    {
        var (path, _) = await desks.MatchAsync("Eindman");
        await CaseHouse.PressAsync(desks.Asker, path, "call", 1, SpokeAndRefuse);
        await CaseHouse.PressAsync(desks.Source, path, "confirm", 2, ("knop", "bevestigd"));

        var call = await CaseHouse.PressAsync(desks.Asker, path, "call", 3, SpokeAndRefuse);
        var page = DeskTalk.WordsOf(await desks.Asker.ReadAsync(path));
        var changed = await CaseHouse.PressAsync(desks.Asker, path, "advise", 3, ("knop", "toelaten"));

        Assert.Equal(HttpStatusCode.Conflict, call.StatusCode);
        Assert.Contains("Er kan niets meer bij.", await Browser.TextAsync(call), StringComparison.Ordinal);
        Assert.Contains("Advies wijzigen", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Advies wijzigen", await CaseHouse.WordsAsync(desks.Source, path), StringComparison.Ordinal);
        Assert.Equal($"{path}?gedaan=advies", changed.Headers.Location!.ToString());
        Assert.Equal((FollowUpState.Closed, GateAdvice.Admit), (desks.Stored(path).State, desks.Stored(path).Advice!.Value));
    }

    [Fact]
    public async Task Of_a_visitor_with_more_entries_than_cases_the_desk_of_the_gate_is_told_to_call_the_consortium_and_the_gate_never_lets_in()
    {
        await desks.House.RegisterAsync("Veelman");
        for (var number = 0; number < 7; number++)
        {
            await desks.House.RegisterNamesakeAsync("Veelman");
        }

        var eight = $"/zaken/{desks.House.CaseOf((await desks.House.MatchAsync(surname: "Veelman")).QueryId)}";
        await desks.House.RegisterNamesakeAsync("Veelman");
        var (query, _) = await desks.House.MatchAsync(surname: "Veelman");
        Assert.True(OpaqueId.TryParse(query, out var id));
        var all = desks.House.Installation.FollowUps.OfQuery(id);
        foreach (var one in all)
        {
            await desks.House.AdviseAsync(one.Id.ToString(), "toelaten");
        }

        using var gate = desks.House.Client("poort-haven");
        var heard = await (await gate.ReadAsync($"{Talk.Queries}/{query}/advies")).JsonAsync();

        Assert.Equal(8, all.Count);
        Assert.Null(heard["advies"]);
        Assert.Contains("Bel het samenwerkingsverband over de andere.", await CaseHouse.WordsAsync(desks.Asker, $"/zaken/{all[0].Id}"), StringComparison.Ordinal);
        Assert.DoesNotContain("Bel het samenwerkingsverband over de andere.", await CaseHouse.WordsAsync(desks.Asker, eight), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_token_or_for_a_case_that_is_not_there_does_nothing()
    {
        var (path, _) = await desks.MatchAsync("Vreemdman");
        var absent = "/zaken/0123456789abcdef0123456789abcdef";

        foreach (var form in new[] { "call", "noAnswer", "advise", "confirm", "deny" })
        {
            using var bare = new FormUrlEncodedContent([KeyValuePair.Create("versie", "1"), KeyValuePair.Create("knop", "toelaten"), KeyValuePair.Create("uitkomst", "bevestigd")]);
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{path}?handler={form}") { Content = bare };
            Assert.Equal(HttpStatusCode.BadRequest, (await desks.Asker.SendAsync(request)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await desks.Asker.PostFromAsync("/zaken", $"{absent}?handler={form}", ("versie", "1"), ("knop", "toelaten"), ("uitkomst", "bevestigd"))).StatusCode);
        }

        Assert.Equal(1, desks.Stored(path).Version);
        Assert.Equal(HttpStatusCode.NotFound, (await desks.Asker.OpenAsync("/zaken/geen-id")).StatusCode);
    }

    [Fact]
    public async Task A_link_in_a_mail_leads_to_the_case_after_signing_in()
    {
        var (path, _) = await desks.MatchAsync("Mailman");
        using var browser = Browser.Open(desks.House);

        var refused = await browser.OpenAsync(path);

        Assert.Equal($"/aanmelden?terug={Uri.EscapeDataString(path)}", refused.Headers.Location!.ToString());
        Assert.Equal(path, Pages.PageMap.AfterSignIn(Admin.Accounts.Role.Security, path));
        Assert.NotEqual(path, Pages.PageMap.AfterSignIn(Admin.Accounts.Role.Gate, path));
    }
}
