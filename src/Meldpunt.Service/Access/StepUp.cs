using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Persons;
using Meldpunt.Service.SecondFactor;

namespace Meldpunt.Service.Access;

/// <summary>
/// Asks for a second factor once more before what is grave: a session that somebody left open, or took, does none of it. Fresh for five minutes, at sign-in too. Tokens cannot do
/// it and need not: they were given out by somebody who did (docs/adr/0023).
/// </summary>
internal sealed class StepUp(SecondStep secondStep, PasskeyDoor passkeys, AccountStore accounts, SessionDoor door, TimeProvider time)
{
    /// <summary>The field in which the code is typed. A page with several of them has the form's own word before it.</summary>
    public const string CodeField = "bevestigingscode";

    /// <summary>Largest form with nothing but a code, in bytes.</summary>
    public const int MaxFormBytes = 32 * 1024;

    /// <summary>How long a second factor that was shown is enough.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);

    /// <summary>True when a second factor was shown in this session just now; true for a token.</summary>
    public bool IsFresh(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return !http.User.IsFromCookie() || (http.FindSession()?.VerifiedAt is { } at && time.GetUtcNow() - at is var age && age >= TimeSpan.Zero && age < Lasts);
    }

    /// <summary>
    /// Null when a second factor was shown just now, or is in the form that came: then the session has a new key, and it counts for five minutes. Otherwise what is wrong with
    /// <see cref="CodeField"/>; then nothing may be done.
    /// </summary>
    /// <param name="http">The request, with a form.</param>
    /// <param name="path">What stands before the name of the field.</param>
    public async Task<Fault?> PassAsync(HttpContext http, string path = "")
    {
        if (IsFresh(http))
        {
            return null;
        }

        var typed = http.Request.Form[path + CodeField] is { Count: > 0 } values ? values[0] : null;
        if (string.IsNullOrWhiteSpace(typed))
        {
            return new Fault(CodeField, "ontbreekt", "Dit veld ontbreekt.");
        }

        if (accounts.FindById(http.Caller().AccountId) is not { } account)
        {
            return Wrong;
        }

        var shown = await secondStep.ShowCodeAsync(account, typed);
        return shown.Outcome switch
        {
            CodeOutcome.Accepted => await door.VerifiedAsync(http, shown.Method) ? null : Wrong,
            CodeOutcome.JustRunOut => new Fault(CodeField, "verlopen", "Deze code is net verlopen."),
            CodeOutcome.Used => new Fault(CodeField, "gebruikt", "Deze code is al gebruikt."),
            _ => Wrong,
        };
    }

    /// <summary>True when the passkey that answered is one of whoever has the session.</summary>
    public async Task<bool> PassWithPasskeyAsync(HttpContext http, string? answer) =>
        await passkeys.AnswerAsync(http, answer) is { } account
        && account.Id == http.Caller().AccountId
        && await door.VerifiedAsync(http, SignInMethods.Passkey);

    private static Fault Wrong => new(CodeField, "onjuist", "Deze code klopt niet.");
}
