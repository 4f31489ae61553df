using Meldpunt.Admin.Accounts;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;

namespace Meldpunt.Service.SecondFactor;

/// <summary>The second step of signing in, and showing a factor once more before what is grave. Codes are looked at here and nowhere else.</summary>
internal sealed partial class SecondStep(
    AuthenticatorStore authenticators, RecoveryCodes codes, SecondFactors factors, SignInThrottle throttle, KnownBrowsers browsers,
    SessionDoor door, IHttpContextAccessor request, ILogger<SecondStep> logger)
{
    /// <summary>Where the second factor is asked for.</summary>
    public const string Path = "/aanmelden/code";

    private const int MaxTypedLength = 200;

    /// <summary>False when a password, with the second factor of whoever has one, does not let this account in with this browser.</summary>
    public bool MayGoOn(HttpContext http, Account account) =>
        door.Admits(http, account, factors.Find(account.Id).HasAny ? SignInMethods.Password | SignInMethods.Authenticator : SignInMethods.Password);

    /// <summary>
    /// The password was right. Opens a session when that is enough, one for setting up a second factor when one is lacking, and otherwise goes half the way.
    /// </summary>
    /// <returns>The page that comes next; null when the session is open and the caller's own page comes.</returns>
    public async Task<string?> AfterPasswordAsync(HttpContext http, Account account)
    {
        if (factors.Find(account.Id).HasAny)
        {
            await HalfSignIn.BeginAsync(http, account);
            return Path;
        }

        await door.SignInAsync(http, account, SignInMethods.Password, terminalId: default);
        return SecondFactors.AreObligatory(account.Role) ? SetUpFirst.Path : null;
    }

    /// <summary>A second factor that was shown after the password: the session opens.</summary>
    public async Task CompleteAsync(HttpContext http, Account account, SignInMethods second)
    {
        await HalfSignIn.EndAsync(http);
        await door.SignInAsync(http, account, SignInMethods.Password | second, terminalId: default);
    }

    /// <summary>Uses up a code of the app or of paper.</summary>
    public async Task<ShownFactor> ShowCodeAsync(Account account, string? typed)
    {
        var code = typed?.Trim();
        if (code is not { Length: > 0 and <= MaxTypedLength } || !throttle.TryGuess(CountOf(account)))
        {
            return Refuse(account, ShownFactor.Wrong);
        }

        var shown = TypedCode.HashOf(code) is null
            ? new ShownFactor(await authenticators.UseAsync(account.Id, code), SignInMethods.Authenticator)
            : new ShownFactor(await codes.UseAsync(account.Id, code) ? CodeOutcome.Accepted : CodeOutcome.Wrong, SignInMethods.RecoveryCode);
        return Count(account, shown);
    }

    // A right password does not set this count back: else somebody who has it could guess codes for ever.
    private GuessCount CountOf(Account account) => new(GuessKind.SecondFactor, account.Id, browsers.Find(request.HttpContext!, account));

    private ShownFactor Count(Account account, ShownFactor shown)
    {
        if (shown.IsRight)
        {
            throttle.Succeeded(CountOf(account));
            return shown;
        }

        // Somebody was a moment late: that is no guess.
        if (shown.Outcome == CodeOutcome.JustRunOut)
        {
            throttle.TakeBack(CountOf(account));
        }

        return Refuse(account, shown);
    }

    private ShownFactor Refuse(Account account, ShownFactor shown)
    {
        Log.Refused(logger, account.Id, shown.Outcome);
        return shown;
    }

    private static partial class Log
    {
        [LoggerMessage(42, LogLevel.Warning, "Account {Account} showed a second factor that was not accepted: {Outcome}.")]
        public static partial void Refused(ILogger logger, OpaqueId account, CodeOutcome outcome);
    }
}
