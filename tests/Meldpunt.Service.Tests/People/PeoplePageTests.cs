using System.Net;
using System.Text.RegularExpressions;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Tests.Houses;
using Meldpunt.Tests;

namespace Meldpunt.Service.Tests.People;

/// <summary>Who looks after accounts sees and changes their own, and of others not even that they are there.</summary>
public sealed partial class PeoplePageTests : IAsyncLifetime
{
    private const string Path = "/medewerkers";

    private readonly TestHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_desk_invites_a_colleague_who_comes_in_with_the_code()
    {
        using var desk = await Browser.SignInAsync(_house, "veiligheid");

        var response = await desk.PostAsync(Path, ("gebruikersnaam", "poort-2"), ("rol", "poort"), ("soort", "persoon"), ("locatie", LocationOf(_house.Lion.Id)), ("personeelsnummer", "1042"));
        var code = Code().Match(await Browser.TextAsync(response)).Value;
        using var colleague = Browser.Open(_house);
        var done = await colleague.PostAsync("/uitnodiging", ("code", code), ("wachtwoord", "vier woorden achter elkaar"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("/poort", done.Headers.Location?.ToString());
        var list = await desk.ReadAsync(Path);
        Assert.Contains("poort-2", list, StringComparison.Ordinal);
        Assert.Contains("1042", list, StringComparison.Ordinal);
        Assert.DoesNotContain(code, list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_desk_sees_nothing_of_another_participant_and_what_is_another_s_answers_like_what_is_not_there()
    {
        using var desk = await Browser.SignInAsync(_house, "veiligheid");
        var list = await desk.ReadAsync(Path);
        var unknown = await SeeAsync(await desk.OpenAsync($"{Path}/{OpaqueId.Create()}"));

        Assert.DoesNotContain("veiligheid-haven", list, StringComparison.Ordinal);
        Assert.DoesNotContain("beheer", list, StringComparison.Ordinal);
        foreach (var userName in new[] { "veiligheid-haven", "poort-haven", "toezicht", "beheer" })
        {
            var id = Id(userName);
            Assert.Equal(unknown, await SeeAsync(await desk.OpenAsync($"{Path}/{id}")));
            foreach (var handler in new[] { "invite", "recover", "sessions", "end", "token", "revoke" })
            {
                var response = await desk.PostFromAsync(Path, $"{Path}/{id}?handler={handler}", ("label", "x"), ("token", id.ToString()), ("ookDeLaatste", "ja"));
                Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
            }

            Assert.Null(_house.Installation.Directory.FindAccount(id)!.EndedAt);
        }
    }

    [Fact]
    public async Task A_form_that_says_more_than_a_desk_may_makes_nothing()
    {
        using var desk = await Browser.SignInAsync(_house, "veiligheid");
        (string, string)[][] forms =
        [
            [("gebruikersnaam", "x"), ("rol", "toezicht"), ("soort", "persoon")],
            [("gebruikersnaam", "x"), ("rol", "beheer"), ("soort", "persoon")],
            [("gebruikersnaam", "x"), ("rol", "poort"), ("soort", "persoon"), ("locatie", LocationOf(_house.Harbour.Id))],
            [("gebruikersnaam", "x"), ("rol", "veiligheid"), ("soort", "systeem")],
            [("gebruikersnaam", "x y"), ("rol", "veiligheid"), ("soort", "persoon")],
            [("gebruikersnaam", "x"), ("rol", "veiligheid"), ("soort", "persoon"), ("personeelsnummer", "12")],
            [],
        ];

        foreach (var form in forms)
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await desk.PostAsync(Path, form)).StatusCode);
        }

        var own = await desk.PostAsync(Path, ("gebruikersnaam", "eigen"), ("rol", "veiligheid"), ("soort", "persoon"), ("deelnemer", _house.Harbour.Id.ToString()));
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Equal(_house.Lion.Id, _house.Installation.Accounts.FindByName("eigen")!.ParticipantId);
        Assert.Null(_house.Installation.Accounts.FindByName("x"));
    }

    [Fact]
    public async Task All_faults_of_a_form_are_told_at_once_and_a_name_that_is_taken_afterwards()
    {
        using var desk = await Browser.SignInAsync(_house, "veiligheid");

        var text = await Browser.TextAsync(await desk.PostAsync(Path, ("gebruikersnaam", "met spatie"), ("rol", "poort"), ("personeelsnummer", "a")));
        var taken = await desk.PostAsync(Path, ("gebruikersnaam", "POORT-HAVEN"), ("rol", "veiligheid"), ("soort", "persoon"));

        Assert.Equal(4, Fault().Count(text));
        Assert.Equal(HttpStatusCode.Conflict, taken.StatusCode);
    }

    [Fact]
    public async Task Management_looks_after_the_consortium_and_the_desks_and_not_after_people_at_gates()
    {
        using var management = await Browser.SignInAsync(_house, "beheer");
        var list = await management.ReadAsync(Path);

        var made = await management.PostAsync(Path, ("gebruikersnaam", "veiligheid-2"), ("rol", "veiligheid"), ("soort", "persoon"), ("deelnemer", _house.Harbour.Id.ToString()));
        var gate = await management.PostAsync(Path, ("gebruikersnaam", "x"), ("rol", "poort"), ("soort", "persoon"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (made.StatusCode, gate.StatusCode));
        Assert.Contains("veiligheid-haven", list, StringComparison.Ordinal);
        Assert.DoesNotContain(">poort-haven<", list, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await management.OpenAsync($"{Path}/{Id("poort")}")).StatusCode);
    }

    [Fact]
    public async Task Ending_an_account_ends_its_session_at_once_and_its_own_is_ended_by_somebody_else()
    {
        using var desk = await Browser.SignInAsync(_house, "veiligheid");
        using var gate = await Browser.SignInAsync(_house, "poort");
        Assert.Equal(HttpStatusCode.OK, (await gate.OpenAsync("/poort")).StatusCode);

        var ended = await desk.PostAsync($"{Path}/{Id("poort")}?handler=end");
        var own = await desk.PostAsync($"{Path}/{Id("veiligheid")}?handler=end", ("ookDeLaatste", "ja"));

        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await gate.OpenAsync("/poort")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, own.StatusCode);
        Assert.Contains("Account beëindigd", await desk.ReadAsync("/handelingen"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_officer_of_a_desk_goes_only_when_that_is_said()
    {
        using var management = await Browser.SignInAsync(_house, "beheer");
        var address = $"{Path}/{Id("veiligheid")}?handler=end";

        var first = await management.PostAsync(address);
        var second = await management.PostAsync(address, ("ookDeLaatste", "ja"));

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Redirect), (first.StatusCode, second.StatusCode));
        Assert.Equal(HttpStatusCode.Conflict, (await management.PostAsync($"{Path}/{Id("beheer")}?handler=end")).StatusCode);
    }

    [Fact]
    public async Task Signing_somebody_out_everywhere_ends_their_sessions_and_not_their_account()
    {
        using var desk = await Browser.SignInAsync(_house, "veiligheid");
        using var gate = await Browser.SignInAsync(_house, "poort");

        await desk.PostAsync($"{Path}/{Id("poort")}?handler=sessions");

        Assert.Equal(HttpStatusCode.Redirect, (await gate.OpenAsync("/poort")).StatusCode);
        using var again = await Browser.SignInAsync(_house, "poort");
    }

    [Theory]
    [InlineData("recover", "herstel.bevestigingscode")]
    [InlineData("end", "einde.bevestigingscode")]
    [InlineData("token", "token.bevestigingscode")]
    public async Task A_session_that_was_left_open_recovers_and_ends_nobody_and_issues_nothing_without_a_second_factor(string handler, string field)
    {
        using var desk = await Browser.SignInAsync(_house, "veiligheid");
        await desk.PostAsync(Path, ("gebruikersnaam", "slagboom"), ("rol", "poort"), ("soort", "systeem"), ("locatie", LocationOf(_house.Lion.Id)));
        var address = $"{Path}/{Id(string.Equals(handler, "token", StringComparison.Ordinal) ? "slagboom" : "poort")}";
        _house.Time.Advance(TimeSpan.FromMinutes(6));

        var without = await desk.PostAsync($"{address}?handler={handler}", ("label", "slagboom 2"));
        var wrong = await desk.PostAsync($"{address}?handler={handler}", ("label", "slagboom 2"), (field, "000000"));
        var code = await _house.Installation.FreshCodeAsync("veiligheid");
        var right = await desk.PostAsync($"{address}?handler={handler}", ("label", "slagboom 2"), (field, code));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (without.StatusCode, wrong.StatusCode));
        Assert.True(right.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect, $"{right.StatusCode}");
    }

    [Fact]
    public async Task A_system_gets_a_token_that_is_shown_once_and_taken_away_at_once()
    {
        using var desk = await Browser.SignInAsync(_house, "veiligheid");
        await desk.PostAsync(Path, ("gebruikersnaam", "slagboom"), ("rol", "poort"), ("soort", "systeem"), ("locatie", LocationOf(_house.Lion.Id)));
        var page = $"{Path}/{Id("slagboom")}";

        var issued = await Browser.TextAsync(await desk.PostAsync(page + "?handler=token", ("label", "slagboom 2")));
        var token = Token().Match(issued).Value;
        using var barrier = _house.Client(account: null);
        barrier.DefaultRequestHeaders.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", token);
        var before = await barrier.PostAsync(Talk.Queries, Talk.Person());
        var shownLater = await desk.ReadAsync(page);
        var line = Assert.Single(_house.Installation.AccountList.TokensOf(Id("slagboom")));
        await desk.PostAsync(page + "?handler=revoke", ("token", line.Id.ToString()));
        var after = await barrier.PostAsync(Talk.Queries, Talk.Person());

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Unauthorized), (before.StatusCode, after.StatusCode));
        Assert.DoesNotContain(token, shownLater, StringComparison.Ordinal);
        Assert.Contains("slagboom 2", shownLater, StringComparison.Ordinal);
    }

    private OpaqueId Id(string userName) => _house.Installation.Accounts.FindByName(userName)!.Id;

    private string LocationOf(OpaqueId participantId) => _house.Installation.Directory.LocationsOf(participantId).First().Id.ToString();

    private static async Task<(HttpStatusCode, string)> SeeAsync(HttpResponseMessage response) =>
        (response.StatusCode, Ids().Replace(await Browser.TextAsync(response), string.Empty));

    [GeneratedRegex("[0-9A-Z]{4}(-[0-9A-Z]{4}){5}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Code();

    [GeneratedRegex("mp_[0-9a-f]{64}", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Token();

    [GeneratedRegex("class=\"field__fault\"", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Fault();

    [GeneratedRegex("[0-9a-f]{32}|CfDJ[\\w-]+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Ids();
}
