using Meldpunt.Admin.Accounts;
using Meldpunt.Index.Identity;
using Meldpunt.Service.SecondFactor;
using Microsoft.AspNetCore.Identity;

namespace Meldpunt.Service.Access;

/// <summary>ASP.NET Core Identity over the accounts of the installation. Accounts are made by the desk and by the shell, never here.</summary>
internal sealed class AccountUserStore(AccountStore accounts, PasskeyStore passkeys)
    : IUserPasswordStore<Account>, IUserSecurityStampStore<Account>, IUserPasskeyStore<Account>
{
    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult(OpaqueId.TryParse(userId, out var id) ? accounts.FindById(id) : null);

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        Task.FromResult(accounts.FindByName(normalizedUserName));

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.UserName);

    // The database compares names without regard to case; there is no second form to keep.
    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.UserName);

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => throw MadeElsewhere();

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) => throw MadeElsewhere();

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) => throw MadeElsewhere();

    // Nothing of an account changes here: passwords are kept by PasswordStore, and nobody is locked out (ADR 0022).
    public Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(IdentityResult.Success);

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.PasswordHash = passwordHash;
        return Task.CompletedTask;
    }

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    // A stamp only changes where an account is changed, by the shell or the desk; Identity asks for a new one when it rehashes a password,
    // which is no reason to sign anybody out.
    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);

    // Passkeys are added, used and removed by their stores, with what belongs to that.
    public Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw MadeElsewhere();

    public Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) => throw MadeElsewhere();

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<IList<UserPasskeyInfo>>([.. passkeys.List(user.Id).Select(PasskeyForm.Of)]);

    public Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        Task.FromResult(passkeys.Find(credentialId) is { } passkey ? accounts.FindById(passkey.AccountId) : null);

    public Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        Task.FromResult(passkeys.Find(credentialId) is { } passkey && passkey.AccountId == user.Id ? PasskeyForm.Of(passkey) : null);

    public void Dispose()
    {
    }

    private static NotSupportedException MadeElsewhere() => new("Accounts are made and ended by AccountStore.");
}
