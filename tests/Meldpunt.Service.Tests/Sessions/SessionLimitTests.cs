using System.Net;
using Meldpunt.Admin.Accounts;
using Meldpunt.Service.Access;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Sessions;

/// <summary>How long a session lasts, by the clock and whatever the memory of the process holds.</summary>
public sealed class SessionLimitTests : IAsyncLifetime
{
    private readonly TestHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Theory]
    [InlineData("poort", "/poort", 20)]
    [InlineData("veiligheid", "/bureau", 30)]
    [InlineData("toezicht", "/logboek", 15)]
    [InlineData("beheer", "/deelnemers", 15)]
    public async Task Whoever_does_nothing_for_the_time_of_their_role_is_signed_out(string userName, string page, int minutes)
    {
        using var browser = await Browser.SignInAsync(_house, userName);

        _house.Time.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
        var just = await browser.OpenAsync(page);
        _house.Time.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
        var again = await browser.OpenAsync(page);
        _house.Time.Advance(TimeSpan.FromMinutes(minutes));
        var late = await browser.OpenAsync(page);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (just.StatusCode, again.StatusCode));
        Assert.True(late.IsSentToSignIn());
    }

    [Fact]
    public async Task After_ten_hours_everybody_signs_in_again_however_busy_they_were()
    {
        using var browser = await Browser.SignInAsync(_house, "poort");
        for (var minutes = 0; minutes < 590; minutes += 10)
        {
            _house.Time.Advance(TimeSpan.FromMinutes(10));
            Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/poort")).StatusCode);
        }

        _house.Time.Advance(TimeSpan.FromMinutes(10));

        Assert.True((await browser.OpenAsync("/poort")).IsSentToSignIn());
    }

    [Fact]
    public async Task A_step_up_does_not_make_the_ten_hours_longer()
    {
        using var browser = await Browser.SignInAsync(_house, "toezicht");
        for (var minutes = 0; minutes < 590; minutes += 10)
        {
            _house.Time.Advance(TimeSpan.FromMinutes(10));
            await browser.OpenAsync("/logboek");
        }

        await browser.PostAsync("/bevestig?terug=/logboek", (StepUp.CodeField, await _house.CodeAsync("toezicht")));
        var after = await browser.OpenAsync("/logboek");
        _house.Time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.True((await browser.OpenAsync("/logboek")).IsSentToSignIn());
    }

    [Fact]
    public async Task That_a_session_is_used_is_written_down_behind_the_requests_and_at_most_once_a_minute()
    {
        using var browser = await Browser.SignInAsync(_house, "poort");
        var begun = Assert.Single(_house.SessionsOf("poort")).SeenAt;

        _house.Time.Advance(TimeSpan.FromSeconds(59));
        await browser.OpenAsync("/poort");
        await _house.Part<SessionBook>().KeepAsync();
        var early = Assert.Single(_house.SessionsOf("poort")).SeenAt;
        _house.Time.Advance(TimeSpan.FromSeconds(2));
        await browser.OpenAsync("/poort");

        Assert.Equal(begun, early);
        await Talk.UntilAsync(() => _house.SessionsOf("poort").Single().SeenAt == begun.AddSeconds(61), "the use of the session was written down");
    }

    [Fact]
    public async Task Sessions_that_are_over_are_deleted_by_themselves()
    {
        using var browser = await Browser.SignInAsync(_house, "poort");
        using var desk = await Browser.SignInAsync(_house, "veiligheid");
        using var connection = _house.Installation.Database.Open();

        _house.Time.Advance(TimeSpan.FromMinutes(25));

        await Talk.UntilAsync(() => CountRows() == 1, "the session of the gate was deleted");
        Assert.Equal(Role.Security, Assert.Single(_house.SessionsOf("veiligheid")).Role);

        long CountRows()
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM session";
            return (long)command.ExecuteScalar()!;
        }
    }
}
