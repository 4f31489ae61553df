using System.Globalization;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Index.Identity;

namespace Meldpunt.EndToEnd.Tests.Browser.Support;

/// <summary>What officers of other garages did before somebody opens a page.</summary>
internal static class Officers
{
    /// <summary>The desk that registers in the tests, and its garage's rival.</summary>
    public const string Own = "veiligheid";
    public const string Other = "veiligheid-leeuw";

    public static DateOnly Today => DutchCalendar.Today(TimeProvider.System);

    /// <summary>The officer of an account.</summary>
    public static Caller Of(Site site, string userName)
    {
        var account = site.Installation.Accounts.FindByName(userName)!;
        return site.Installation.Directory.FindByAccount(account.Id, account.SecurityStamp)!;
    }

    /// <summary>A warning or a ban for an incident of ten days ago, confirmed where that is needed.</summary>
    public static async Task<OpaqueId> RegisterAsync(Site site, string userName, string kind, string surname, string? birthplace = null)
    {
        var isBan = string.Equals(kind, "toegangsverbod", StringComparison.Ordinal);
        var incident = Today.AddDays(-10);
        var officer = Of(site, userName);
        var result = await site.Installation.Registrar.RegisterAsync(
            officer,
            new RegistrationInput
            {
                Kind = kind,
                Person = new PersonInput { Surname = surname, FirstNames = "Otto", BirthDate = "1970-06-05", Birthplace = birthplace },
                FirstDay = Iso(incident),
                LastDay = Iso(incident.AddMonths(6)),
                FileReference = "EERDER-1",
                IncidentDate = Iso(incident),
                Crime = isBan,
                CrimeReported = isBan,
                EvidenceInFile = true,
                Weighing = "Eerder gewogen.",
                NoticeKind = "uitgereikt",
                NoticeDate = Iso(incident),
            },
            []);
        Assert.Empty(result.Faults);
        if (result.Entry!.State == EntryState.AwaitsConfirmation)
        {
            var confirmed = await site.Installation.Desk.ConfirmAsync(await SecondAsync(site, officer), result.Entry.Id, version: null);
            Assert.Empty(confirmed.Faults);
        }

        return result.Entry.Id;
    }

    /// <summary>A second officer of the same garage.</summary>
    public static async Task<Caller> SecondAsync(Site site, Caller officer)
    {
        var name = officer.UserName + "-twee";
        if (site.Installation.Accounts.FindByName(name) is null)
        {
            await site.Installation.Accounts.CreateAsync(name, name + name, Role.Security, officer.Participant!.Id, locationId: null);
            site.Installation.Directory.Refresh();
        }

        return Of(site, name);
    }

    /// <summary>A draft of an officer, who has no other.</summary>
    public static async Task<OpaqueId> DraftAsync(Site site, string userName, IReadOnlyDictionary<string, string> fields)
    {
        var officer = Of(site, userName);
        foreach (var draft in site.Installation.Drafts.List(officer))
        {
            await site.Installation.Drafts.DiscardAsync(officer, draft.Id);
        }

        return (await site.Installation.Drafts.BeginAsync(officer, fields))!.Value;
    }

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
