using Meldpunt.Admin.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Meldpunt.Service.SecondFactor;

/// <summary>
/// Counts attempts at a second factor together with those at the password. A right password alone does not set the count back: else somebody who has it could guess codes for ever.
/// </summary>
internal sealed class SecondStepThrottle(UserManager<Account> users)
{
    /// <summary>False when it is too soon to look at what was typed.</summary>
    public async Task<bool> MayTryAsync(Account account) => !await users.IsLockedOutAsync(account);

    public Task FailedAsync(Account account) => users.AccessFailedAsync(account);

    public Task SucceededAsync(Account account) => users.ResetAccessFailedCountAsync(account);
}
