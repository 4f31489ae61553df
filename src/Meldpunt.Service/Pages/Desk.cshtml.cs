using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Messages;
using Meldpunt.Admin.Register;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Health;
using Meldpunt.Service.Pages.Cases;
using Meldpunt.Service.Pages.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary><c>/bureau</c>: where a security desk begins: what needs a person now.</summary>
[Authorize(RoleNames.Security)]
internal sealed class DeskModel(DeskWork work, DeskNow now, MessageDesk messages, MessageBell bell, Readiness readiness, PageTexts texts, TimeProvider time) : PageModel
{
    // As many as fit on a screen; the lists of registrations have the rest.
    private const int MaxShown = 20;

    public IReadOnlyList<DeskSection> Sections { get; private set; } = [];

    /// <summary>What cannot wait.</summary>
    public DeskNow Now => now;

    public void OnGet()
    {
        var caller = HttpContext.Caller();
        now.Read(caller.Participant!.Id);
        var (participant, account, today) = (caller.Participant!.Id, caller.AccountId, DutchCalendar.Today(time));
        Sections =
        [
            new("bevestigen", texts["desk.confirm"], texts["desk.confirm-none"], work.ToConfirm(participant, account, today, MaxShown), Made),
            new("inlichten", texts["desk.tell"], texts["desk.tell-none"], work.ListToTell(participant, today, MaxShown), entry => Reminder(entry, today)),
            new("beperkt", texts["desk.restricted"], texts["desk.restricted-none"], work.Restricted(participant, today, MaxShown), Restriction),
            new("wacht", texts["desk.own"], texts["desk.own-none"], work.WaitingForAnother(participant, account, today, MaxShown), Made),
            new(
                "verloopt", texts.Format("desk.expiring", DeskWork.EndsSoonDays), texts["desk.expiring-none"], work.Ending(participant, today, MaxShown),
                entry => texts.Format("desk.expiring-on", texts.Day(entry.LastDay))),
        ];
    }

    /// <summary>Somebody saw that an entry changed.</summary>
    public async Task<IActionResult> OnPostSeenAsync(string? melding)
    {
        // That it was seen is a row of the log.
        readiness.ThrowUnlessAbleToAnswer();
        var caller = HttpContext.Caller();
        if (!OpaqueId.TryParse(melding, out var id) || await messages.SeeAsync(caller, id) is null)
        {
            return NotFound();
        }

        // So that it goes from the pages of colleagues too.
        bell.Ring(caller.Participant!.Id);
        return LocalRedirect(PageMap.Desk);
    }

    private string Made(Entry entry) => texts.Format("desk.made-on", texts.Day(DutchCalendar.DayOf(entry.RegisteredAt)));

    private string Restriction(Entry entry) =>
        entry.RestrictedSince is { } since ? texts.Format("desk.restricted-since", texts.Day(DutchCalendar.DayOf(since))) : string.Empty;

    private string Reminder(Entry entry, DateOnly today) => entry.RemindOn switch
    {
        null => texts["desk.tell-open"],
        { } day when day <= today => texts.Format("desk.tell-due", texts.Day(day)),
        { } day => texts.Format("desk.tell-later", texts.Day(day)),
    };
}
