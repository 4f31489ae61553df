using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Terminals;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Pages.Forms;
using Meldpunt.Service.Terminals;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Meldpunt.Service.Pages;

/// <summary>
/// <c>/terminal/pin</c>: choose a PIN on a terminal, the first one with the code of an invitation, another one with the PIN of now. What is wrong with the new PIN is said in
/// words; whatever is wrong with number and proof gives the same words.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(AccessSetup.SignInLimit)]
internal sealed partial class TerminalPinModel(TerminalDoor terminals, PinDoor pins, AccessDirectory directory, ILogger<TerminalPinModel> logger) : PageModel
{
    public const string NumberField = TerminalSignInModel.NumberField;
    public const string ProofField = "bewijs";
    public const string NewField = "nieuwePin";
    public const string AgainField = "nogmaals";

    /// <summary>The terminal that this browser is; null elsewhere, where no PIN works.</summary>
    public Terminal? Terminal { get; private set; }

    /// <summary>The number as it was typed; no PIN and no code ever comes back.</summary>
    public string? Number { get; private set; }

    public IReadOnlyList<Fault> Faults { get; private set; } = [];

    /// <summary>True when number and proof do not go together.</summary>
    public bool HasFailed { get; private set; }

    public void OnGet() => Terminal = terminals.Find(HttpContext);

    public async Task<IActionResult> OnPostAsync()
    {
        Terminal = terminals.Find(HttpContext);
        if (Terminal is null)
        {
            return Page();
        }

        var form = new TypedForm(Request.Form, []);
        Number = form[NumberField]?.Trim();
        Faults = Check(form[NewField], form[AgainField], Number);
        if (Faults.Count > 0)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        if (!await pins.ChooseAsync(Terminal, Number, form[ProofField]?.Trim(), form[NewField]!))
        {
            Log.Refused(logger, Terminal.Id);
            HasFailed = true;
            return Page();
        }

        Log.Chosen(logger, Terminal.Id);
        directory.Refresh();
        return LocalRedirect($"{PageMap.TerminalSignIn}?gedaan={TerminalSignInModel.PinField}");
    }

    /// <summary>What is wrong with a field.</summary>
    public IEnumerable<Fault> FaultsOf(string field) => Faults.Where(fault => string.Equals(fault.Field, field, StringComparison.Ordinal));

    /// <summary>What is wrong with a PIN that somebody typed twice.</summary>
    internal static IReadOnlyList<Fault> Check(string? pin, string? again, string? number)
    {
        var faults = new List<Fault>();
        if (!PinRules.IsReadable(pin))
        {
            faults.Add(new Fault(NewField, "pin-lengte", "Een PIN heeft 6 tot 12 cijfers."));
        }
        else if (PinRules.IsWeak(pin!, number))
        {
            faults.Add(new Fault(NewField, "pin-zwak", "Deze PIN is te makkelijk te raden."));
        }

        if (!string.Equals(pin, again, StringComparison.Ordinal))
        {
            faults.Add(new Fault(AgainField, "pin-anders", "Dit is niet dezelfde PIN."));
        }

        return faults;
    }

    private static partial class Log
    {
        [LoggerMessage(95, LogLevel.Information, "Somebody chose a PIN on terminal {Terminal}.")]
        public static partial void Chosen(ILogger logger, OpaqueId terminal);

        [LoggerMessage(96, LogLevel.Warning, "Somebody could not choose a PIN on terminal {Terminal}.")]
        public static partial void Refused(ILogger logger, OpaqueId terminal);
    }
}
