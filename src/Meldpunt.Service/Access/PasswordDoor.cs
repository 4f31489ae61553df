using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Index.Identity;

namespace Meldpunt.Service.Access;

/// <summary>
/// The first step of signing in by user name, and changing a password. Whatever is wrong (no such account, wrong password, ended, participant out, too soon, a system) gives
/// null after the work of one Argon2id, and nobody can tell which it was. Throws <see cref="TooManyWaitException"/> when too many wait.
/// </summary>
internal sealed partial class PasswordDoor(
    AccountStore accounts, PasswordStore passwords, PasswordWork work, AccessDirectory directory, SessionBook sessions, SignInThrottle throttle, KnownBrowsers browsers, ILogger<PasswordDoor> logger)
{
    // Far above any password of a person; hashing a longer one would only cost time.
    private const int MaxTypedLength = 1_000;

    /// <summary>The account of this name when the password is its own; it is not signed in by this.</summary>
    public async Task<Account?> FindAsync(HttpContext http, string userName, string password)
    {
        var isReadable = userName.Length is > 0 and <= MaxTypedLength && IsReadable(password);
        var account = isReadable ? accounts.FindByName(userName) : null;

        // An account that was made, ended or left a moment ago, by another process.
        directory.Refresh();
        var usable = account?.PasswordHash is not null && directory.FindByAccount(account.Id, account.SecurityStamp) is not null ? account : null;
        var isRight = await LookAsync(http, usable, isReadable ? password : string.Empty);
        if (!isRight)
        {
            Log.Refused(logger, account?.Id ?? default);
            return null;
        }

        await RehashAsync(usable!, password);
        return usable;
    }

    /// <summary>True when a password is the one of an account that is signed in already.</summary>
    public async Task<bool> IsRightAsync(HttpContext http, Account account, string password)
    {
        ArgumentNullException.ThrowIfNull(account);
        return await LookAsync(http, account.PasswordHash is null ? null : account, IsReadable(password) ? password : string.Empty);
    }

    /// <summary>Changes the password of somebody who is signed in. Null when the old one is not right; the account as it is now, for a new session, otherwise.</summary>
    public async Task<Account?> ChangeAsync(HttpContext http, Caller caller, string old, string chosen)
    {
        var account = accounts.FindById(caller.AccountId);
        if (!await LookAsync(http, account?.PasswordHash is null ? null : account, IsReadable(old) ? old : string.Empty))
        {
            Log.Refused(logger, caller.AccountId);
            return null;
        }

        var hash = await work.CreateAsync(chosen, http.RequestAborted);
        if (!await passwords.ReplaceAsync(caller, account!.PasswordHash!, hash))
        {
            return null;
        }

        directory.Refresh();
        sessions.Refresh();
        return accounts.FindById(caller.AccountId);
    }

    private static bool IsReadable(string password) => password.Length is > 0 and <= MaxTypedLength;

    private async Task<bool> LookAsync(HttpContext http, Account? account, string password)
    {
        var count = account is null ? default : new GuessCount(GuessKind.Password, account.Id, browsers.Find(http, account));
        var mayLook = account is not null && throttle.TryGuess(count);
        if (account is not null && !mayLook)
        {
            Log.Throttled(logger, account.Id);
        }

        bool isRight;
        try
        {
            isRight = await work.VerifyAsync(mayLook ? account!.PasswordHash : null, password, http.RequestAborted);
        }
        catch (Exception exception) when (mayLook && exception is TooManyWaitException or OperationCanceledException)
        {
            // Nobody looked.
            throttle.TakeBack(count);
            throw;
        }

        if (isRight)
        {
            throttle.Succeeded(count);
        }

        return isRight;
    }

    // Parameters were raised since the password was chosen. Only now is it here to be hashed anew.
    private async Task RehashAsync(Account account, string password)
    {
        if (PasswordHash.IsOutdated(account.PasswordHash!))
        {
            await passwords.RehashAsync(account.Id, account.PasswordHash!, await work.CreateAsync(password));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(41, LogLevel.Warning, "Somebody could not sign in to account {Account}; zeros for a name that nobody has.")]
        public static partial void Refused(ILogger logger, OpaqueId account);

        [LoggerMessage(39, LogLevel.Warning, "An attempt at account {Account} came too soon and was not looked at.")]
        public static partial void Throttled(ILogger logger, OpaqueId account);
    }
}
