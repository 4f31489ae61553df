using Meldpunt.Admin.Accounts;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Microsoft.AspNetCore.Identity;

namespace Meldpunt.Service.SecondFactor;

/// <summary>The second step of signing in, and showing a factor once more before one's own factors are changed. Codes are looked at here and nowhere else.</summary>
internal sealed partial class SecondStep(
    AuthenticatorStore authenticators, RecoveryCodes codes, SecondFactors factors, SecondStepThrottle throttle, IPasswordHasher<Account> passwords,
    SessionDoor door, ILogger<SecondStep> logger)
{
    /// <summary>Where the second factor is asked for.</summary>
    public const string Path = "/aanmelden/code";

    private const int MaxTypedLength = 200;

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

        await throttle.SucceededAsync(account);
        await door.SignInAsync(http, account, SignInMethods.Password, terminalId: default);
        return SecondFactors.AreObligatory(account.Role) ? SetUpFirst.Path : null;
    }

    /// <summary>A second factor that was shown after the password: the session opens.</summary>
    public async Task CompleteAsync(HttpContext http, Account account, SignInMethods second)
    {
        await throttle.SucceededAsync(account);
        await HalfSignIn.EndAsync(http);
        await door.SignInAsync(http, account, SignInMethods.Password | second, terminalId: default);
    }

    /// <summary>Uses up a code of the app or of paper.</summary>
    public async Task<ShownFactor> ShowCodeAsync(Account account, string? typed)
    {
        var code = typed?.Trim();
        if (code is not { Length: > 0 and <= MaxTypedLength } || !await throttle.MayTryAsync(account))
        {
            return Refuse(account, ShownFactor.Wrong);
        }

        var shown = TypedCode.HashOf(code) is null
            ? new ShownFactor(await authenticators.UseAsync(account.Id, code), SignInMethods.Authenticator)
            : new ShownFactor(await codes.UseAsync(account.Id, code) ? CodeOutcome.Accepted : CodeOutcome.Wrong, SignInMethods.RecoveryCode);
        return await CountAsync(account, shown);
    }

    /// <summary>The owner of a session shows once more who they are: a code, or the password.</summary>
    public async Task<ShownFactor> ShowAnyAsync(Account account, string? typed)
    {
        var isPassword = typed is { Length: >= AccountStore.MinPasswordLength and <= MaxTypedLength } && TypedCode.HashOf(typed) is null;
        if (!isPassword)
        {
            return await ShowCodeAsync(account, typed);
        }

        if (account.PasswordHash is not { } hash || !await throttle.MayTryAsync(account))
        {
            return Refuse(account, ShownFactor.Wrong);
        }

        var isRight = passwords.VerifyHashedPassword(account, hash, typed!) != PasswordVerificationResult.Failed;
        return await CountAsync(account, new ShownFactor(isRight ? CodeOutcome.Accepted : CodeOutcome.Wrong, SignInMethods.Password));
    }

    private async Task<ShownFactor> CountAsync(Account account, ShownFactor shown)
    {
        if (shown.IsRight)
        {
            return shown;
        }

        // Somebody was a moment late: that is no guess.
        if (shown.Outcome != CodeOutcome.JustRunOut)
        {
            await throttle.FailedAsync(account);
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
