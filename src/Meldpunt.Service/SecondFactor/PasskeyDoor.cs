using System.Security.Claims;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Meldpunt.Service.SecondFactor;

/// <summary>
/// Passkeys by ASP.NET Core Identity's handler. What it must remember between question and answer goes along in a sealed cookie of five minutes, and each answer counts once.
/// </summary>
internal sealed class PasskeyDoor(IPasskeyHandler<Account> handler, PasskeyStore passkeys, AccessDirectory directory, UsedChallenges used)
{
    /// <summary>The scheme of the cookie that holds a challenge.</summary>
    public const string Scheme = "Passkey";

    /// <summary>How long a challenge can be answered.</summary>
    public static readonly TimeSpan ChallengeLifetime = TimeSpan.FromMinutes(5);

    private const int MaxAnswerLength = 16 * 1024;
    private const string StateItem = "state";
    private const string SignInPurpose = "in";
    private const string CreatePurpose = "new";

    /// <summary>False at an address without a name: browsers know passkeys by names only.</summary>
    public static bool IsPossible(HttpRequest request) => Uri.CheckHostName(request.Host.Host) == UriHostNameType.Dns;

    /// <summary>The question for a passkey, as the browser wants it: of one account, or of whoever has one here.</summary>
    public async Task<string> AskAsync(HttpContext http, Account? account)
    {
        var options = await handler.MakeRequestOptionsAsync(account, http);
        await RememberAsync(http, SignInPurpose, options.AssertionState);
        return options.RequestOptionsJson;
    }

    /// <summary>Whose passkey answered; null when it is nobody's who may come in now.</summary>
    public async Task<Account?> AnswerAsync(HttpContext http, string? answer)
    {
        if (await RecallAsync(http, SignInPurpose, answer) is not { } state)
        {
            return null;
        }

        var result = await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = http, CredentialJson = answer!, AssertionState = state });
        if (!result.Succeeded || !used.TryUse(state))
        {
            return null;
        }

        directory.Refresh();
        var isAllowed = directory.FindByAccount(result.User.Id, result.User.SecurityStamp) is not null;
        return isAllowed && await passkeys.NoteUseAsync(PasskeyForm.Of(result.Passkey, result.User.Id, string.Empty)) ? result.User : null;
    }

    /// <summary>The question to make a passkey for an account.</summary>
    public async Task<string> OfferAsync(HttpContext http, Caller caller)
    {
        var options = await handler.MakeCreationOptionsAsync(
            new PasskeyUserEntity { Id = caller.AccountId.ToString(), Name = caller.UserName, DisplayName = caller.UserName }, http);
        await RememberAsync(http, CreatePurpose, options.AttestationState);
        return options.CreationOptionsJson;
    }

    /// <summary>The passkey that was made for the caller; null when there is none in what came.</summary>
    public async Task<Passkey?> TakeAsync(HttpContext http, Caller caller, string? answer, string name)
    {
        if (await RecallAsync(http, CreatePurpose, answer) is not { } state)
        {
            return null;
        }

        var result = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = http, CredentialJson = answer!, AttestationState = state });
        var isOwn = result.Succeeded && string.Equals(result.UserEntity.Id, caller.AccountId.ToString(), StringComparison.Ordinal);
        return isOwn && used.TryUse(state) ? PasskeyForm.Of(result.Passkey!, caller.AccountId, name) : null;
    }

    private static Task RememberAsync(HttpContext http, string purpose, string? state)
    {
        var properties = new AuthenticationProperties();
        properties.Items[StateItem] = state;
        return http.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, purpose)], Scheme)), properties);
    }

    private static async Task<string?> RecallAsync(HttpContext http, string purpose, string? answer)
    {
        var kept = await http.AuthenticateAsync(Scheme);
        await http.SignOutAsync(Scheme);
        return answer is { Length: > 0 and <= MaxAnswerLength } && kept.Principal?.FindFirstValue(ClaimTypes.Role) is { } known && string.Equals(known, purpose, StringComparison.Ordinal)
            ? kept.Properties?.Items[StateItem]
            : null;
    }
}
