using Meldpunt.Admin.Register;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.Register;

/// <summary>Article 5.2 k: whoever is banned and comes in all the same; the garage where that was found adds it to whoever's ban it is.</summary>
public sealed class TrespassTests : IAsyncDisposable
{
    private readonly TestRegister _register = TestRegister.Create();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task A_trespass_on_anothers_ban_is_added_by_whoever_looked_and_found_it()
    {
        var (noord, zuid, ban) = await TwoGaragesAsync();

        var result = await AddAsync(zuid, ban, await LookAsync(zuid));

        Assert.Null(result.Entry);
        Assert.Equal([new KnownTrespass(TestDays.Today, "Garage Zuid")], result.Known!.Trespasses);
        var entry = _register.Entry(noord, ban);
        Assert.Equal((IncidentKind.Trespass, zuid.Participant.Id), (entry.Incidents[1].Kind, entry.Incidents[1].ParticipantId));
        Assert.Equal(TestDays.Today.AddMonths(12), entry.LastDay);
    }

    [Fact]
    public async Task Without_a_look_of_the_own_garage_of_less_than_a_day_ago_that_found_it_there_is_nothing_to_add_to()
    {
        var (noord, zuid, ban) = await TwoGaragesAsync();
        var anothersLook = await LookAsync(noord);
        var somebodyElse = (await _register.Installation.Registrar.LookAsync(zuid.Desk, new Draft { Surname = "Ander", BirthDate = "1950-01-02" }.Person(), null)).QueryId.ToString();
        var gateQuery = (await _register.AppendAsync(zuid, null, ban.Id)).QueryId.ToString();
        var old = await LookAsync(zuid);
        _register.Time.Advance(TimeSpan.FromHours(24));

        foreach (var look in (string?[])[null, anothersLook, somebodyElse, gateQuery, old])
        {
            Assert.True((await AddAsync(zuid, ban, look)).IsMissing);
        }

        Assert.Single(_register.Entry(noord, ban).Incidents);
    }

    [Fact]
    public async Task Nothing_but_a_trespass_is_added_to_anothers_ban()
    {
        var (_, zuid, ban) = await TwoGaragesAsync();

        var result = await AddAsync(zuid, ban, await LookAsync(zuid), "overlast");

        Assert.Equal([Refusals.OnlyTrespassOnAnothersBan], result.Faults);
    }

    [Fact]
    public async Task To_a_restricted_ban_of_another_nothing_is_added()
    {
        var (noord, zuid, ban) = await TwoGaragesAsync();
        var look = await LookAsync(zuid);
        await _register.Installation.Desk.RestrictAsync(noord.Desk, ban.Id, "Bezwaar.", version: null);

        Assert.True((await AddAsync(zuid, ban, look)).IsMissing);
    }

    [Fact]
    public async Task Nobody_trespasses_on_a_warning_or_before_the_ban_begins()
    {
        var (noord, _, ban) = await TwoGaragesAsync();
        var warning = await _register.RegisterAsync(noord, new Draft { Surname = "Tweede", BirthDate = "1950-01-02" });

        var onWarning = await AddAsync(noord, warning, look: null);
        var before = await AddAsync(noord, ban, look: null, day: ban.FirstDay.AddDays(-1));

        Assert.Equal([Refusals.TrespassIsOnABan], onWarning.Faults);
        Assert.Equal([Refusals.TrespassNotBeforeBan], before.Faults);
    }

    private async Task<(Garage Noord, Garage Zuid, Entry Ban)> TwoGaragesAsync()
    {
        var noord = await _register.JoinAsync("Noord");
        var zuid = await _register.JoinAsync("Zuid");
        return (noord, zuid, await _register.RegisterAsync(noord, Draft.BanForReportedCrime()));
    }

    private async Task<string> LookAsync(Garage garage) =>
        (await _register.Installation.Registrar.LookAsync(garage.Desk, new Draft().Person(), incident: null)).QueryId.ToString();

    private Task<EntryResult> AddAsync(Garage garage, Entry entry, string? look, string kind = "huisvredebreuk", DateOnly? day = null) =>
        _register.Installation.Desk.AddIncidentAsync(
            garage.Desk,
            entry.Id,
            new IncidentInput { Day = TestDays.Text(day ?? TestDays.Today), Kind = kind, FileReference = "Z-1", FoundBy = "Garage Zuid", QueryId = look },
            version: null,
            []);
}
