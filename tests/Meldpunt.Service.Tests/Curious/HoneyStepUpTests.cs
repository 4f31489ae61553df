using System.Net;
using Meldpunt.Service.Access;
using Meldpunt.Service.Tests.Houses;
using Meldpunt.Tests;

namespace Meldpunt.Service.Tests.Curious;

/// <summary>A session that an auditor left open makes nobody who does not exist, and withdraws nobody.</summary>
public sealed class HoneyStepUpTests : IAsyncLifetime
{
    private const string Page = "/lokpersonen";

    private readonly TestHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task Making_one_asks_for_a_second_factor_shown_just_now_and_keeps_what_was_typed()
    {
        using var auditor = await Browser.SignInAsync(_house, "toezicht");
        _house.Time.Advance(StepUp.Lasts);

        var page = await auditor.ReadAsync(Page);
        var without = await MakeAsync(auditor, string.Empty);
        var wrong = await MakeAsync(auditor, "000000");
        var made = _house.Installation.Honey.All.Count;
        var right = await MakeAsync(auditor, await _house.Installation.FreshCodeAsync("toezicht"));

        Assert.Contains($"name=\"{StepUp.CodeField}\"", page, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (without.StatusCode, wrong.StatusCode));
        var refused = await Browser.TextAsync(wrong);
        Assert.Contains("Deze code klopt niet", refused, StringComparison.Ordinal);
        Assert.Contains("value=\"Vogelenzang\"", refused, StringComparison.Ordinal);
        Assert.Equal(0, made);
        Assert.Equal($"{Page}?gedaan=gemaakt", right.Headers.Location?.OriginalString);
        Assert.Single(_house.Installation.Honey.All);
    }

    [Fact]
    public async Task Withdrawing_one_asks_for_it_in_a_field_of_its_own()
    {
        using var auditor = await Browser.SignInAsync(_house, "toezicht");
        await MakeAsync(auditor, string.Empty);
        var id = _house.Installation.Honey.All.Single().EntryId.ToString();
        var field = $"registratie-{id}.{StepUp.CodeField}";
        _house.Time.Advance(StepUp.Lasts);

        var page = await auditor.ReadAsync(Page);
        var without = await auditor.PostAsync(Page + "?handler=withdraw", ("registratie", id));
        var elsewhere = await auditor.PostAsync(Page + "?handler=withdraw", ("registratie", id), (field, "000000"));
        using var gate = _house.Client("poort");
        var stillThere = await (await gate.PostAsync(Talk.Queries, Talk.Person("Vogelenzang", "Anna", "1984-03-12", prefix: null))).JsonAsync();
        var right = await auditor.PostAsync(Page + "?handler=withdraw", ("registratie", id), (field, await _house.Installation.FreshCodeAsync("toezicht")));

        Assert.Contains($"name=\"{field}\"", page, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (without.StatusCode, elsewhere.StatusCode));
        var refused = await Browser.TextAsync(elsewhere);
        Assert.Contains("Deze code klopt niet", refused, StringComparison.Ordinal);
        Assert.Contains("<details open", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("Er is niets gemaakt.", refused, StringComparison.Ordinal);
        Assert.Equal("match", stillThere.Text("uitkomst"));
        Assert.Equal($"{Page}?gedaan=ingetrokken", right.Headers.Location?.OriginalString);
    }

    private Task<HttpResponseMessage> MakeAsync(Browser auditor, string code) => auditor.PostAsync(
        Page + "?handler=make",
        ("officier", _house.Installation.HoneyDesk.Officers()[0].AccountId.ToString()),
        ("persoon.achternaam", "Vogelenzang"), ("persoon.voornamen", "Anna"), ("persoon.geboortedatum", "12-3-1984"),
        ("soort", "waarschuwing"), ("criteria.strafbaarFeit", "nee"), ("criteria.incidentdatum", "21-10-2026"),
        ("ingangsdatum", "21-10-2026"), ("einddatum", "21-10-2027"), ("criteria.dossierkenmerk", "D-2026-17"),
        ("criteria.afweging", "Derde keer overlast in een maand."), ("criteria.mededeling.reden", "Geen adres bekend."),
        (StepUp.CodeField, code));
}
