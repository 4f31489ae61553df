using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Terminals;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;

namespace Meldpunt.Service.Terminals;

/// <summary>
/// Who has this staff number and this PIN on a terminal. Every way to be refused takes the work of one Argon2id: no such number, no PIN yet, a wrong one, ended, of
/// another participant, another role, throttled.
/// </summary>
internal sealed partial class PinDoor(
    AccountStore accounts, PinStore store, InvitationStore invitations, PasswordWork passwords, SignInThrottle throttle, AccessDirectory directory, ILogger<PinDoor> logger)
{
    private const int MaxNumberLength = 12;

    /// <summary>The account of a number and its PIN; null when it may not come in here.</summary>
    public async Task<Account?> VerifyAsync(Terminal terminal, string? number, string? pin)
    {
        var account = Find(terminal, number);
        var known = account?.PinHash is not null && PinRules.IsReadable(pin) ? account : null;
        var count = new GuessCount(GuessKind.Pin, known?.Id ?? default, terminal.Id);
        if (known is not null && !throttle.TryGuess(count))
        {
            Log.Throttled(logger, known.Id, terminal.Id);
            known = null;
        }

        var isRight = false;
        try
        {
            isRight = await passwords.VerifyAsync(known?.PinHash, PinRules.IsReadable(pin) ? pin! : string.Empty);
        }
        catch (TooManyWaitException)
        {
            // Nobody looked at it.
            throttle.TakeBack(count);
            throw;
        }

        if (!isRight)
        {
            return null;
        }

        throttle.Succeeded(count);
        return known;
    }

    /// <summary>
    /// Somebody chooses a PIN, with the code of an invitation or with the PIN that they have. False for whatever is wrong about number and proof; the new PIN was checked before.
    /// </summary>
    public async Task<bool> ChooseAsync(Terminal terminal, string? number, string? proof, string newPin)
    {
        if (TypedCode.HashOf(proof) is not null)
        {
            var invited = Find(terminal, number);
            var isTheirs = invited is not null && invitations.Find(proof)?.AccountId == invited.Id;
            // The work of one hash either way; a code cannot be guessed, and so has no count.
            var hash = await passwords.CreateAsync(newPin);
            return isTheirs && CallerOf(invited!, terminal) is { } owner && await store.ChooseAsync(owner, proof!, hash);
        }

        return await VerifyAsync(terminal, number, proof) is { } account
            && CallerOf(account, terminal) is { } known
            && await store.ReplaceAsync(known, account.PinHash!, await passwords.CreateAsync(newPin));
    }

    private Account? Find(Terminal terminal, string? number)
    {
        var typed = number?.Trim() ?? string.Empty;
        if (typed.Length is 0 or > MaxNumberLength)
        {
            return null;
        }

        // An account that was made or ended a moment ago, by another process.
        directory.Refresh();
        var account = accounts.FindByStaffNumber(terminal.ParticipantId, typed);
        return account is not null && CallerOf(account, terminal) is not null ? account : null;
    }

    private Caller? CallerOf(Account account, Terminal terminal) =>
        directory.FindBySession(account.Id, account.SecurityStamp, sessionId: default, terminal.Id);

    private static partial class Log
    {
        [LoggerMessage(90, LogLevel.Warning, "A PIN of account {Account} was not looked at on terminal {Terminal}: too many were wrong.")]
        public static partial void Throttled(ILogger logger, OpaqueId account, OpaqueId terminal);
    }
}
