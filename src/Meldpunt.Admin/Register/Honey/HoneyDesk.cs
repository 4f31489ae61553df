using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Persons;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Register.Honey;

/// <summary>
/// Makes persons who do not exist, and withdraws them. What comes of it is an entry like any other, made by the ordinary registrar in the name of an officer who agreed; who
/// really made it stands in the <see cref="HoneyBook"/> alone.
/// </summary>
public sealed class HoneyDesk(HoneyBook book, EntryRegistrar registrar, EntryDesk desk, AccessDirectory directory, TimeProvider time)
{
    /// <summary>The field that names the officer.</summary>
    public const string OfficerField = "officier";

    private const string WithdrawnGround = "nietMeerNodig";

    /// <summary>The officers who may be named: accounts of persons at the desks of participants that take part today.</summary>
    public IReadOnlyList<Caller> Officers() => directory.Accounts
        .Where(account => account is { Role: Role.Security, Kind: AccountKind.Person, EndedAt: null, ParticipantId: not null })
        .Select(account => directory.FindByAccount(account.Id, account.SecurityStamp))
        .OfType<Caller>()
        .OrderBy(officer => officer.Participant!.Name, StringComparer.Ordinal).ThenBy(officer => officer.UserName, StringComparer.Ordinal)
        .ToList();

    /// <summary>Makes one. A ban waits for a second officer, who confirms it at their own desk as they do any other.</summary>
    /// <param name="maker">The account of the consortium that makes it.</param>
    /// <param name="officerId">In whose name; they agreed.</param>
    /// <param name="input">What was typed; that telling is impossible goes without saying.</param>
    /// <param name="faultsSoFar">What was wrong with it before it came here.</param>
    public async Task<EntryResult> MakeAsync(Caller maker, OpaqueId officerId, RegistrationInput input, IEnumerable<Fault> faultsSoFar)
    {
        ArgumentNullException.ThrowIfNull(maker);
        ArgumentNullException.ThrowIfNull(input);
        var faults = faultsSoFar.ToList();
        var officer = Officers().FirstOrDefault(candidate => candidate.AccountId == officerId);
        if (officer is null)
        {
            // All faults at once: what else is wrong is found without anybody's name.
            faults.Add(NoOfficer);
            _ = RegistrationCheck.Check(input, Calendar.DutchCalendar.Today(time), faults);
            return EntryResult.Refused(faults);
        }

        if (book.All.Count >= HoneyBook.MaxPersons)
        {
            faults.Add(Full);
        }

        // As the conversation does it, in which every registration has a key: what is made in pages looks like this.
        var now = time.GetUtcNow();
        return await registrar.RegisterAsync(officer, input, faults, OpaqueId.Create().ToString(), alongside: (_, id) =>
            book.Keep(new HoneyNote(id, officer.Participant!.Id, officer.AccountId, maker.AccountId, now))).ConfigureAwait(false);
    }

    /// <summary>Withdraws one early, as any entry is withdrawn, in the name of its officer. Missing when it is none, is over, or its officer is gone.</summary>
    public async Task<EntryResult> WithdrawAsync(OpaqueId entryId)
    {
        var officer = book.Find(entryId) is { } note ? Officers().FirstOrDefault(candidate => candidate.AccountId == note.OfficerId) : null;
        return officer is null ? EntryResult.Missing : await desk.WithdrawAsync(officer, entryId, WithdrawnGround, version: null).ConfigureAwait(false);
    }

    private static Fault NoOfficer => new(OfficerField, "ontbreekt", "Kies de officier die ermee instemde.");

    private static Fault Full => new(OfficerField, "vol", "Er is geen plaats voor nog een lokpersoon; trek er eerst een in.");
}
