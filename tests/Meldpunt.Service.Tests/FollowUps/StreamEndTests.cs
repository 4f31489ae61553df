using System.Net;
using Dapper;
using Meldpunt.Service.Messages;
using Meldpunt.Service.Tests.Houses;
using Meldpunt.Service.Tests.Sessions;

namespace Meldpunt.Service.Tests.FollowUps;

/// <summary>A stream ends with whatever let its listener in, and listening lets nobody stay.</summary>
public sealed class StreamEndTests : IAsyncLifetime
{
    // A second, and what a busy machine needs to notice.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(4);

    private readonly TestHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Theory]
    [InlineData("token", "UPDATE terminal_token SET ended_at = 1 WHERE account_id = @Id")]
    [InlineData("token", "UPDATE account SET ended_at = 1 WHERE id = @Id")]
    [InlineData("token", "UPDATE account SET security_stamp = 'another' WHERE id = @Id")]
    [InlineData("token", "UPDATE account SET role = 1, location_id = (SELECT id FROM location LIMIT 1) WHERE id = @Id")]
    [InlineData("token", "UPDATE participant SET left_on = '2026-11-20'")]
    [InlineData("token", "UPDATE participant SET permit_until = '2026-11-20'")]
    [InlineData("cookie", "DELETE FROM session WHERE account_id = @Id")]
    [InlineData("cookie", "UPDATE account SET ended_at = 1 WHERE id = @Id")]
    [InlineData("cookie", "UPDATE account SET security_stamp = 'another' WHERE id = @Id")]
    [InlineData("cookie", "UPDATE participant SET left_on = '2026-11-20'")]
    public async Task A_stream_of_a_desk_ends_within_a_second_of_what_let_it_in(string by, string end)
    {
        using var listener = await ListenAsync(by, "veiligheid", FollowUpHouse.Stream);
        await ExpectEndAsync(listener, "veiligheid", end);
    }

    [Theory]
    [InlineData("terminal", "UPDATE terminal SET ended_at = 1")]
    [InlineData("terminal", "DELETE FROM session WHERE account_id = @Id")]
    [InlineData("token", "UPDATE terminal_token SET ended_at = 1 WHERE account_id = @Id")]
    [InlineData("cookie", "UPDATE participant SET left_on = '2026-11-20'")]
    public async Task A_stream_of_a_gate_ends_likewise(string by, string end)
    {
        using var listener = await ListenAsync(by, "poort", FollowUpHouse.Advices);
        await ExpectEndAsync(listener, "poort", end);
    }

    [Fact]
    public async Task Who_signs_out_hears_nothing_more()
    {
        using var browser = await Browser.SignInAsync(_house, "veiligheid");
        using var listener = await Listener.OpenAsync(_house.Thief(browser.Cookies), FollowUpHouse.Stream);
        _ = await listener.NextAsync();

        await browser.PostFromAsync("/bureau", "/afmelden");
        await _house.TellAsync(_house.Lion.Id, 1);

        Assert.Null(await listener.NextAsync(Soon));
    }

    [Theory]
    [InlineData("veiligheid", FollowUpHouse.Stream, "/bureau", 30)]
    [InlineData("toezicht", FollowUpHouse.Stream, "/logboek", 15)]
    [InlineData("poort", FollowUpHouse.Advices, "/poort", 20)]
    public async Task A_page_that_listens_and_comes_back_is_signed_out_as_if_it_did_not(string account, string path, string page, int minutes)
    {
        using var browser = await Browser.SignInAsync(_house, account);
        var cookies = browser.Cookies;
        using var listener = await Listener.OpenAsync(_house.Thief(cookies), path);
        _ = await listener.NextAsync();

        _house.Time.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(30));
        using var again = await Listener.OpenAsync(_house.Thief(cookies), path);
        Assert.Equal(HttpStatusCode.OK, again.Status);
        _ = await again.NextAsync();
        _house.Time.Advance(TimeSpan.FromSeconds(30));

        await listener.EndAsync(Soon);
        await again.EndAsync(Soon);
        using var late = await Listener.OpenAsync(_house.Thief(cookies), path);
        Assert.Equal(HttpStatusCode.Unauthorized, late.Status);
        Assert.True((await browser.OpenAsync(page)).IsSentToSignIn());
    }

    [Fact]
    public async Task Nobody_stays_signed_in_at_a_terminal_because_its_page_listens_or_waits_for_an_advice()
    {
        await _house.RegisterAsync();
        var cookies = await TerminalHouse.SignInOnTerminalAsync(_house);
        var asked = await (await _house.AskAsync(cookies, HttpMethod.Post, Talk.Queries, Talk.Person().ToJsonString())).JsonAsync();
        using var listener = await Listener.OpenAsync(_house.Thief(cookies), FollowUpHouse.Advices);
        _ = await listener.NextAsync();
        using var reader = _house.Thief(cookies);

        for (var minute = 0; minute < 19; minute++)
        {
            _house.Time.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(HttpStatusCode.OK, (await reader.ReadAsync($"/poort/advies/{asked.Text("id")}")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await reader.ReadAsync($"{Talk.Queries}/{asked.Text("id")}/advies")).StatusCode);
        }

        _house.Time.Advance(TimeSpan.FromMinutes(1));

        await listener.EndAsync(Soon);
        Assert.True((await reader.ReadAsync("/poort")).IsSentToSignIn());
    }

    [Fact]
    public async Task Open_streams_do_not_hold_up_the_end_of_the_service()
    {
        var open = new List<Listener>();
        foreach (var account in (string[])["veiligheid", "toezicht", "beheer", "veiligheid-haven"])
        {
            open.Add(await _house.ListenAsync(account, FollowUpHouse.Stream, "0"));
        }

        // One that reads nothing of a lot.
        await _house.TellAsync(_house.Lion.Id, 20_000);
        var began = TimeProvider.System.GetTimestamp();

        await _house.RestartAsync();

        Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(8), $"the service took {TimeProvider.System.GetElapsedTime(began)} to stop and start");
        open.ForEach(one => one.Dispose());
    }

    private async Task<Listener> ListenAsync(string by, string account, string path)
    {
        switch (by)
        {
            case "token":
                return await _house.ListenAsync(account, path);
            case "terminal":
                return await Listener.OpenAsync(_house.Thief(await TerminalHouse.SignInOnTerminalAsync(_house)), path);
            default:
                using (var browser = await Browser.SignInAsync(_house, account))
                {
                    return await Listener.OpenAsync(_house.Thief(browser.Cookies), path);
                }
        }
    }

    private async Task ExpectEndAsync(Listener listener, string account, string end)
    {
        var id = _house.Installation.Accounts.FindByName(account)!.Id;
        Assert.Equal(EventStream.Heartbeat, (await listener.NextAsync())!.Name);
        await _house.ElsewhereAsync(elsewhere => elsewhere.Writer.WriteAsync(connection => connection.Execute(end, new { Id = id })));

        await listener.EndAsync(Soon);

        await Talk.UntilAsync(() => _house.Part<StreamBook>().Count == 0, "the stream was closed");
    }
}
