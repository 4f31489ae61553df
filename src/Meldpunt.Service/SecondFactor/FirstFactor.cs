using Meldpunt.Admin.Accounts;
using Meldpunt.Service.Access;

namespace Meldpunt.Service.SecondFactor;

/// <summary>
/// Who may set up a first second factor: whoever gave the password just now. A gate that somebody left open is not enough, because a passkey is a way in by itself.
/// </summary>
internal sealed class FirstFactor(SecondFactors factors, PasswordDoor passwords, AccountStore accounts, SessionDoor door, StepUp stepUp, TimeProvider time)
{
    /// <summary>True for a session in which nothing was shown but a PIN on a terminal: nobody sets up or changes a factor in it, with a password neither.</summary>
    public static bool HasOnlyPin(HttpContext http) => http.FindSession() is { } session && (session.Methods & ~(SignInMethods.Pin | SignInMethods.Terminal)) == SignInMethods.None;

    /// <summary>True for a session that is there to do only this, and for one in which the password was given within the last five minutes.</summary>
    public bool MayBegin(HttpContext http) => !HasOnlyPin(http)
        && !factors.Find(http.Caller().AccountId).HasAny
        && (http.LacksSecondFactor() || stepUp.IsFresh(http) || BeganWithPasswordJustNow(http));

    /// <summary>The password once more; true when it is right. Whoever has a factor shows that, and no password.</summary>
    public async Task<bool> GivePasswordAsync(HttpContext http, string? password) =>
        !HasOnlyPin(http)
        && accounts.FindById(http.Caller().AccountId) is { } account
        && !factors.Find(account.Id).HasAny
        && await passwords.IsRightAsync(http, account, password ?? string.Empty)
        && await door.VerifiedAsync(http, SignInMethods.Password);

    private bool BeganWithPasswordJustNow(HttpContext http) =>
        http.FindSession() is { } session
        && (session.Methods & SignInMethods.Password) != SignInMethods.None
        && time.GetUtcNow() - (session.ExpiresAt - SessionLimits.Absolute) < StepUp.Lasts;
}
