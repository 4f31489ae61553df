using System.Globalization;
using System.Security.Cryptography;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.Register.Drafts;
using Meldpunt.Admin.Register.Honey;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Names;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Register;

/// <summary>
/// Makes entries: reads, looks who is known, applies the rules of the protocol, seals, stores, and lets the index follow. Looking and making are one
/// step: one registration at a time in the process that serves, so that one person gets one ban however many ask for it at once.
/// </summary>
public sealed class EntryRegistrar(
    SqliteDatabase database, EntryStore entries, IndexProjection projection, QueryLogAppender log, ActLog acts, Keyring keys, StoreWriter writer, RegisterTurn turn, HoneyBook honey, TimeProvider time)
{
    private readonly RegisterLook _look = new(database, entries, projection, log);

    /// <summary>
    /// Registers a person for the caller's participant. Either the entry, durable and already in the index, or why not.
    /// Throws <see cref="StoreUnavailableException"/> when the store does not take it, <see cref="TakesNoPartException"/> when the participant went meanwhile.
    /// </summary>
    /// <param name="caller">An officer of a participant.</param>
    /// <param name="input">What was typed.</param>
    /// <param name="faultsSoFar">What was wrong with it before it came here.</param>
    /// <param name="idempotencyKey">With the same key and the same input one entry is made, however often this is called within a day; null for no key.</param>
    public Task<EntryResult> RegisterAsync(Caller caller, RegistrationInput input, IEnumerable<Fault> faultsSoFar, string? idempotencyKey = null) =>
        RegisterAsync(caller, input, faultsSoFar, idempotencyKey, alongside: null);

    /// <summary>Registers what a draft holds, once: its id is the key, and it is erased in the transaction that makes the entry.</summary>
    public Task<EntryResult> RegisterDraftAsync(Caller caller, RegistrationInput input, OpaqueId draft) => RegisterAsync(
        caller, input, [], draft.ToString(), alongside: (connection, _) => DraftStore.Discard(connection, caller, draft));

    /// <summary>As the other; what is given is done in the transaction that makes the entry, with the entry's id.</summary>
    internal async Task<EntryResult> RegisterAsync(
        Caller caller, RegistrationInput input, IEnumerable<Fault> faultsSoFar, string? idempotencyKey, Action<SqliteConnection, OpaqueId>? alongside)
    {
        ArgumentNullException.ThrowIfNull(caller);
        _ = caller.Participant ?? throw new InvalidOperationException("Only accounts of a participant register.");
        var today = DutchCalendar.Today(time);
        var faults = faultsSoFar.ToList();
        if (idempotencyKey is not null && !IdempotencyKeys.IsValid(idempotencyKey))
        {
            faults.Add(Refusals.KeyIsUnusable);
            idempotencyKey = null;
        }

        var registration = RegistrationCheck.Check(input, today, faults);
        if (registration is not null)
        {
            faults.AddRange(RegistrationRules.Broken(registration, today, hasEarlierWarning: true));
        }

        // What was made yesterday may break a rule today, and was made all the same.
        var once = idempotencyKey is null ? null : new Once(idempotencyKey, IdempotencyKeys.HashOf(input, keys.Bodies));
        if (MadeBefore(caller, once, today) is { } earlier)
        {
            return earlier;
        }

        return registration is null || faults.Count > 0
            ? EntryResult.Refused(faults)
            : await turn.TakeAsync(() => LookAndMakeAsync(caller, registration, once, alongside)).ConfigureAwait(false);
    }

    /// <summary>
    /// Looks whether a person is known. Completes when the look stands in the query log, with purpose registration. Throws
    /// <see cref="StoreUnavailableException"/> when it could not be logged; then nothing is told.
    /// </summary>
    /// <param name="caller">An officer of a participant.</param>
    /// <param name="person">Whom it is about.</param>
    /// <param name="incident">The day of the incident, for the advice; null for today.</param>
    public async Task<KnownPerson> LookAsync(Caller caller, PersonDetails person, DateOnly? incident)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var today = DutchCalendar.Today(time);
        var found = await _look.AtAsync(caller, person, today).ConfigureAwait(false);
        return new KnownPerson
        {
            QueryId = found.Row.QueryId,
            At = found.Row.RecordedAt,
            Entries = found.Visible,
            Advice = RegistrationRules.Advise(found.Visible, incident ?? today),
        };
    }

    private async Task<EntryResult> LookAndMakeAsync(Caller caller, Registration registration, Once? once, Action<SqliteConnection, OpaqueId>? alongside)
    {
        var today = DutchCalendar.Today(time);
        if (MadeBefore(caller, once, today) is { } earlier)
        {
            return earlier;
        }

        // A look into the register is logged as one, so it comes last, when nothing else stands in the way.
        var found = await _look.AtAsync(caller, registration.Person, today).ConfigureAwait(false);
        var bans = found.All.Where(entry => entry.Kind == EntryKind.Ban).Select(entry => entry.Id).ToList();
        var overruled = registration.Kind == EntryKind.Ban ? bans.Where(registration.OtherPersonThan.Contains).ToList() : [];
        bans.RemoveAll(registration.OtherPersonThan.Contains);
        if (registration.Kind == EntryKind.Ban && bans.Count > 0)
        {
            return EntryResult.AlreadyBanned(Refusals.OneBanForOnePerson, bans);
        }

        var hasEarlierWarning = found.All.Any(entry => RegistrationRules.IsEarlierWarning(entry, registration, caller.Participant!.Id));
        var broken = RegistrationRules.Broken(registration, today, hasEarlierWarning).ToList();
        if (broken.Count > 0)
        {
            return EntryResult.Refused(broken);
        }

        var entry = await MakeAsync(caller, registration, overruled, once, alongside).ConfigureAwait(false);
        return EntryResult.Of(entry, banIsPossible: registration.Kind == EntryKind.Warning && hasEarlierWarning);
    }

    private async Task<Entry> MakeAsync(
        Caller caller, Registration registration, IReadOnlyList<OpaqueId> overruled, Once? once, Action<SqliteConnection, OpaqueId>? alongside)
    {
        var now = time.GetUtcNow();
        var participant = caller.Participant!;
        var row = EntryRow.Seal(registration, OpaqueId.Create(), participant.Id, caller.AccountId, now, keys.Epochs);
        var incident = FirstIncident(row, registration, caller);
        var entry = await writer.WriteAsync(connection =>
        {
            TakingPart.Require(connection, participant.Id, DutchCalendar.DayOf(now));
            row.OneOfficer = registration.NeedsSecondOfficer && ParticipantStore.WorksWithOneOfficer(connection, participant.Id);
            row.State = registration.NeedsSecondOfficer && !row.OneOfficer ? EntryState.AwaitsConfirmation : EntryState.Active;
            EntryStore.Insert(connection, row);
            EntryStore.Insert(connection, incident);
            if (once is not null)
            {
                IdempotencyKeys.Keep(connection, caller.AccountId, once.Key, once.Body, row.Id, now);
            }

            acts.Append(connection, transaction: null, caller, new Act(ActKinds.EntryRegistered, row.Id, row.ParticipantId, Details(row, overruled)));
            alongside?.Invoke(connection, row.Id);
            honey.Renew(connection, DutchCalendar.DayOf(now));
            return entries.Unseal(connection, [row])[0];
        }).ConfigureAwait(false);
        _ = honey.TakeIn();
        projection.TryFollow();
        return entry;
    }

    private static Dictionary<string, string?> Details(EntryRow row, IReadOnlyList<OpaqueId> overruled) => new(StringComparer.Ordinal)
    {
        ["soort"] = EntryTerms.Of(row.Kind),
        ["toestand"] = EntryTerms.Of(row.State),
        ["ingangsdatum"] = row.FirstDay.ToString("O", CultureInfo.InvariantCulture),
        ["einddatum"] = row.LastDay.ToString("O", CultureInfo.InvariantCulture),
        ["bevestiging"] = row.OneOfficer ? "eenOfficier" : null,
        [RegistrationFields.OtherPersonThan] = string.Join(' ', overruled),
    };

    private IncidentRow FirstIncident(EntryRow row, Registration registration, Caller caller)
    {
        using var cipher = row.OpenCipher(keys.Epochs);
        var id = OpaqueId.Create();
        return new IncidentRow
        {
            Id = id,
            EntryId = row.Id,
            Kind = registration.Crime ? IncidentKind.Crime : IncidentKind.Nuisance,
            HappenedOn = registration.IncidentDate,
            ParticipantId = row.ParticipantId,
            RecordedBy = caller.AccountId,
            RecordedAt = row.RegisteredAt,
            CrimeReported = registration.CrimeReported,
            FoundBy = IncidentRow.Seal(cipher, id, nameof(IncidentRow.FoundBy), caller.Participant!.Name),
            FileReference = IncidentRow.Seal(cipher, id, nameof(IncidentRow.FileReference), registration.FileReference),
        };
    }

    private EntryResult? MadeBefore(Caller caller, Once? once, DateOnly today)
    {
        if (once is null)
        {
            return null;
        }

        (OpaqueId EntryId, byte[] Body)? made;
        using (var connection = database.Open())
        {
            made = IdempotencyKeys.Find(connection, caller.AccountId, once.Key, time.GetUtcNow());
        }

        return made switch
        {
            null => null,
            var (_, body) when !CryptographicOperations.FixedTimeEquals(body, once.Body) => EntryResult.KeyReused(),
            var (id, _) => entries.Find(id, caller.Participant!.Id, today) is { } entry ? EntryResult.Of(entry) : EntryResult.Missing,
        };
    }

    private sealed record Once(string Key, byte[] Body);
}
