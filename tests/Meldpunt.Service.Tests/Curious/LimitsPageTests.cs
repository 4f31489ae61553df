using System.Net;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.QueryLog.Budgets;
using Meldpunt.Service.Access;
using Meldpunt.Service.Tests.Houses;
using Meldpunt.Tests;

namespace Meldpunt.Service.Tests.Curious;

/// <summary>The consortium changes how many people may be asked about.</summary>
public sealed class LimitsPageTests : IAsyncLifetime
{
    private const string Page = "/grenzen";

    private readonly TestHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_change_holds_within_a_second_and_stands_among_the_acts_with_what_was_before()
    {
        using var browser = await Browser.SignInAsync(_house, "beheer");

        var changed = await ChangeAsync(browser, "medewerker-spits", "3", "60");

        Assert.Equal((HttpStatusCode.Redirect, "/grenzen?gedaan=ja"), (changed.StatusCode, changed.Headers.Location?.OriginalString));
        await HoldsAsync(new Budget(BudgetScope.Person, BudgetSpan.Rush, AtOnce: 3, PerHour: 60));
        var act = Assert.Single(_house.Part<ActReader>().List(participantId: null, subjectId: null, beforeSeq: null, 10), record => string.Equals(record.Act.Kind, ActKinds.BudgetsChanged, StringComparison.Ordinal)).Act;
        Assert.Equal(
            ("medewerker-spits", "3", "60", "90", "1200"),
            (act.Details["grens"], act.Details["ineens"], act.Details["perUur"], act.Details["ineensVoorheen"], act.Details["perUurVoorheen"]));
        Assert.Contains("nee: 90 ineens, 1.200 per uur", await browser.ReadAsync(Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_can_be_put_back_to_the_numbers_of_Meldpunt_itself()
    {
        using var browser = await Browser.SignInAsync(_house, "beheer");
        await ChangeAsync(browser, "medewerker-spits", "3", "60");
        await ChangeAsync(browser, "locatie-dienst", "20000", "900");
        var between = await browser.ReadAsync(Page);

        await browser.PostAsync(Page + "?handler=standard");

        Assert.True(_house.Installation.Budgets.Read().HasBudgetsOf(BudgetSheet.Standard));
        Assert.Contains("handler=standard", between, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=standard", await browser.ReadAsync(Page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("medewerker-spits", "0", "60", 1)]
    [InlineData("medewerker-spits", "-3", "60", 1)]
    [InlineData("medewerker-spits", "1000000001", "60", 1)]
    [InlineData("medewerker-spits", "4.000", "60", 1)]
    [InlineData("medewerker-spits", "", "veel", 2)]
    [InlineData("medewerker-nacht", "3", "", 2)]
    public async Task What_is_no_limit_is_refused_in_words_and_stays_in_the_form(string name, string atOnce, string perHour, int faults)
    {
        using var browser = await Browser.SignInAsync(_house, "beheer");

        var refused = await ChangeAsync(browser, name, atOnce, perHour);
        var page = await Browser.TextAsync(refused);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(faults, page.Split("field__mark").Length - 1);
        Assert.Contains($"name=\"ineens\" value=\"{atOnce}\"", page, StringComparison.Ordinal);
        Assert.True(_house.Installation.Budgets.Read().HasBudgetsOf(BudgetSheet.Standard));
    }

    [Fact]
    public async Task It_asks_for_a_second_factor_shown_just_now_and_keeps_what_was_typed()
    {
        using var browser = await Browser.SignInAsync(_house, "beheer");
        _house.Time.Advance(StepUp.Lasts);

        var without = await ChangeAsync(browser, "medewerker-spits", "3", "60");
        var wrong = await ChangeAsync(browser, "medewerker-spits", "3", "60", (StepUp.CodeField, "000000"));
        var back = await browser.PostAsync(Page + "?handler=standard", ("standaard." + StepUp.CodeField, "000000"));
        var stays = _house.Installation.Budgets.Read().HasBudgetsOf(BudgetSheet.Standard);
        var right = await ChangeAsync(browser, "medewerker-spits", "3", "60", (StepUp.CodeField, await _house.Installation.FreshCodeAsync("beheer")));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (without.StatusCode, wrong.StatusCode, back.StatusCode));
        Assert.Contains("value=\"60\"", await Browser.TextAsync(wrong), StringComparison.Ordinal);
        Assert.True(stays);
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        await HoldsAsync(new Budget(BudgetScope.Person, BudgetSpan.Rush, AtOnce: 3, PerHour: 60));
    }

    private static Task<HttpResponseMessage> ChangeAsync(Browser browser, string name, string atOnce, string perHour, params (string, string)[] more) =>
        browser.PostAsync(Page + "?handler=change", [("grens", name), ("ineens", atOnce), ("perUur", perHour), .. more]);

    private Task HoldsAsync(Budget budget) =>
        Talk.UntilAsync(() => _house.Part<QueryBudgets>().Sheet[budget.Scope, budget.Span] == budget, "the change was taken in");
}
