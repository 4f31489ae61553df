using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Persons;
using Meldpunt.Index.Identity;

namespace Meldpunt.Service.Access;

/// <summary>The way in by a code that somebody handed over. Every code that does not work gives null, and nobody can tell why: never given, used, run out, of an account that ended.</summary>
internal sealed partial class InvitationDoor(
    InvitationStore invitations, AccountStore accounts, PasswordStore passwords, PasswordWork work, AccessDirectory directory, SessionBook book, SessionDoor sessions, ILogger<InvitationDoor> logger)
{
    /// <summary>Whose code this is, when it works and there is something to choose with it: they have no password yet, or a staff number and no PIN. Null otherwise.</summary>
    public Account? FindOwner(string? code)
    {
        directory.Refresh();
        if (invitations.Find(code) is { } invitation
            && accounts.FindById(invitation.AccountId) is { } account
            && (account.PasswordHash is null || account is { StaffNumber: not null, PinHash: null })
            && directory.FindByAccount(account.Id, account.SecurityStamp) is not null)
        {
            return account;
        }

        Log.Unknown(logger);
        return null;
    }

    /// <summary>What is wrong with a password that the owner of a code chose.</summary>
    public IReadOnlyList<Fault> Check(string field, Account owner, string password) =>
        PasswordRules.Check(field, password, owner.UserName, owner.ParticipantId is { } id ? directory.FindParticipant(id)?.Name : null);

    /// <summary>Keeps the password, uses the code up and opens a session, where its owner may come in with this browser.</summary>
    public async Task<CodeUse> UseAsync(HttpContext http, string code, Account owner, string password)
    {
        var hash = await work.CreateAsync(password, http.RequestAborted);
        if (directory.FindByAccount(owner.Id, owner.SecurityStamp) is not { } caller || !await passwords.ChooseAsync(caller, code, hash))
        {
            Log.Unknown(logger);
            return CodeUse.Refused;
        }

        Log.Used(logger, owner.Id);
        directory.Refresh();
        book.Refresh();
        return await sessions.SignInAsync(http, accounts.FindById(owner.Id)!, SignInMethods.Password, terminalId: default) ? CodeUse.SignedIn : CodeUse.Kept;
    }

    private static partial class Log
    {
        [LoggerMessage(37, LogLevel.Warning, "Somebody typed a code of an invitation that does not work.")]
        public static partial void Unknown(ILogger logger);

        [LoggerMessage(38, LogLevel.Information, "The owner of account {Account} chose a password with an invitation.")]
        public static partial void Used(ILogger logger, OpaqueId account);
    }
}
