using System.Security.Claims;
using Meldpunt.Admin.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Meldpunt.Service.Access;

/// <summary>What a session says of an account.</summary>
internal sealed class AccountPrincipalFactory : IUserClaimsPrincipalFactory<Account>
{
    public Task<ClaimsPrincipal> CreateAsync(Account user) => Task.FromResult(
        CallerPrincipal.Create(user.Id, user.UserName, user.Role, user.SecurityStamp, IdentityConstants.ApplicationScheme));
}
