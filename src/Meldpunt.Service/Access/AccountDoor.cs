using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Index.Identity;

namespace Meldpunt.Service.Access;

/// <summary>Changes accounts for the pages: when it returns, who may do what has followed.</summary>
internal sealed partial class AccountDoor(
    AccountDesk desk, AccountList list, AccessDirectory directory, SessionBook sessions, TimeProvider time, ILogger<AccountDoor> logger)
{
    public AccountList Accounts => list;

    public AccessDirectory Directory => directory;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Throws what the desk throws.</summary>
    public async Task<T> ChangeAsync<T>(Func<AccountDesk, Task<T>> change)
    {
        var result = await change(desk);
        directory.Refresh();
        sessions.Refresh();
        return result;
    }

    /// <summary>As above, for what gives nothing back.</summary>
    public async Task<string?> ChangeAsync(Func<AccountDesk, Task> change)
    {
        await change(desk);
        directory.Refresh();
        sessions.Refresh();
        return null;
    }

    /// <summary>Recovers an account: its owner is out until the code is typed.</summary>
    public async Task<string> RecoverAsync(Caller caller, OpaqueId id)
    {
        var code = await ChangeAsync(accounts => accounts.RecoverAsync(caller, id));
        Log.Recovered(logger, id, caller.AccountId);
        return code;
    }

    private static partial class Log
    {
        [LoggerMessage(36, LogLevel.Warning, "Account {Account} was recovered by {By}: password, PIN, second factors and sessions are gone.")]
        public static partial void Recovered(ILogger logger, OpaqueId account, OpaqueId by);
    }
}
