using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Register;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Names;
using Meldpunt.Service.Queries;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser.Support;

/// <summary>Matches, and what desks record about them, before somebody opens a page and on it.</summary>
internal static class CasePages
{
    /// <summary>The gate and the desk that ask, a colleague of that desk, and the desk that registered.</summary>
    public const string Gate = "poort-haven";
    public const string Asker = "veiligheid";
    public const string Source = "veiligheid-leeuw";
    public const string SourceColleague = "veiligheid-leeuw-2";

    public const string CallForm = "form[action$='handler=call']";
    public const string AdviseForm = "form[action$='handler=advise']";
    public const string ConfirmForm = "form[action$='handler=confirm']";
    public const string NoAnswerForm = "form[action$='handler=noAnswer']";

    /// <summary>The visitor who is registered under a surname.</summary>
    public static (string Surname, string FirstNames, string BirthDate) Visitor(string surname) => (surname, "Otto", "5-6-1970");

    /// <summary>Somebody is registered, once for all tests of a site.</summary>
    public static async Task<OpaqueId> EntryAsync(Site site, string surname, string source = Source)
    {
        const int Enough = 500;
        var known = site.Installation.Entries.List(Officers.Of(site, source).Participant!.Id, Officers.Today, after: null, Enough)
            .FirstOrDefault(entry => string.Equals(entry.Person?.Surname, surname, StringComparison.Ordinal));
        return known?.Id ?? await Officers.RegisterAsync(site, source, "toegangsverbod", surname);
    }

    /// <summary>A visitor at a gate matches, and its case is there.</summary>
    public static async Task<FollowUp> MatchAsync(Site site, string surname, string source = Source, string gate = Gate)
    {
        var entry = await EntryAsync(site, surname, source);
        Assert.True(BirthDate.TryParse("1970-06-05", out var birthDate));
        var (row, refusal) = await site.Part<QueryHandler>().AskAsync(Officers.Of(site, gate), new PersonDetails { Surname = surname, FirstNames = "Otto", BirthDate = birthDate });
        Assert.Null(refusal);
        FollowUp? found = null;
        for (var turn = 0; found is null; turn++)
        {
            Assert.InRange(turn, 0, 400);
            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System);
            found = site.Installation.FollowUps.OfQuery(row.QueryId).FirstOrDefault(one => one.EntryId == entry);
        }

        return found;
    }

    public static Task OpenAsync(IPage page, FollowUp one) => page.GotoAsync($"/zaken/{one.Id}");

    /// <summary>What a desk says of a call.</summary>
    public static async Task<FollowUp> SayAsync(Site site, FollowUp one, string userName, CallResult result, VisitorIdentity? outcome = null) => Done(
        await site.Installation.FollowUpDesk.RecordCallAsync(
            Officers.Of(site, userName),
            one.Id,
            new CallInput { Result = FollowUpTerms.Of(result), Outcome = outcome is { } known ? FollowUpTerms.Of(known) : null },
            version: null,
            []));

    /// <summary>What the asker's desk advises.</summary>
    public static async Task<FollowUp> AdviseAsync(Site site, FollowUp one, GateAdvice advice, string? conditions = null, string userName = Asker) => Done(
        await site.Installation.FollowUpDesk.AdviseAsync(
            Officers.Of(site, userName), one.Id, new AdviceInput { Advice = FollowUpTerms.Of(advice), Conditions = conditions }, version: null, []));

    /// <summary>The first tap.</summary>
    public static Task SpokeAsync(IPage page) => page.ClickAsync($"details:has({CallForm}) > summary");

    /// <summary>The second tap.</summary>
    public static Task IdentityAsync(IPage page, string identity) => page.Locator($"{CallForm} label:has(input[value={identity}])").ClickAsync();

    /// <summary>The third tap, which sends all of it.</summary>
    public static async Task AdviceAsync(IPage page, string advice, string form = CallForm)
    {
        await page.Locator($"{form} button[value={advice}]").ClickAsync();
        await Expect(page).ToHaveURLAsync(Patterns.CaseDone);
    }

    /// <summary>The line of a case on the first page of a desk.</summary>
    public static ILocator Line(IPage page, OpaqueId id) => page.Locator($"#nu [data-zaak='{id}']");

    /// <summary>An entry that matched here changes.</summary>
    public static async Task ChangeEntryAsync(Site site, OpaqueId entryId)
    {
        var officer = Officers.Of(site, Source);
        var entry = site.Installation.Entries.Find(entryId, officer.Participant!.Id, Officers.Today)!;
        if (entry.State == EntryState.Active)
        {
            Assert.Empty((await site.Installation.Desk.RestrictAsync(officer, entryId, "De persoon maakt bezwaar.", entry.Version)).Faults);
        }
    }

    /// <summary>A colleague of the asker's desk, made once.</summary>
    public static Task<Admin.Access.Caller> AskerColleagueAsync(Site site) => Officers.SecondAsync(site, Officers.Of(site, Asker));

    private static FollowUp Done(FollowUpResult result)
    {
        Assert.True(result.Succeeded, string.Join(", ", result.Faults.Select(fault => fault.Code)));
        return result.FollowUp;
    }
}
