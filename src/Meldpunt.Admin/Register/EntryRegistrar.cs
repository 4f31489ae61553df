using Meldpunt.Admin.Access;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.Storage;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Matching;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Register;

/// <summary>Makes entries: reads, applies the rules of the protocol, seals, stores, and lets the index follow.</summary>
public sealed class EntryRegistrar(
    EntryStore entries, IndexProjection projection, QueryLogAppender log, Keyring keys, StoreWriter writer, TimeProvider time)
{
    // Somebody with more running entries than this has long had a warning among them.
    private const int MaxKnownEntries = 64;

    /// <summary>
    /// Registers a person for the caller's participant. Either the entry, durable and already in the index, or every fault.
    /// Throws <see cref="StoreUnavailableException"/> when the store does not take it.
    /// </summary>
    public Task<RegistrationOutcome> RegisterAsync(Caller caller, RegistrationInput input, IEnumerable<Fault> faultsSoFar) =>
        RegisterAsync(caller, input, faultsSoFar, alongside: null);

    /// <summary>As the other; what is given is done in the transaction that makes the entry, with the entry's id.</summary>
    internal async Task<RegistrationOutcome> RegisterAsync(
        Caller caller, RegistrationInput input, IEnumerable<Fault> faultsSoFar, Action<SqliteConnection, OpaqueId>? alongside)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var today = DutchCalendar.Today(time);
        var faults = faultsSoFar.ToList();
        var registration = RegistrationCheck.Check(input, today, faults);
        if (registration is not null)
        {
            faults.AddRange(RegistrationRules.Broken(registration, today, hasEarlierWarning: true));
        }

        // The ladder is a look into the register, so it comes last, when nothing else stands in the way, and it is logged as one.
        var participant = caller.Participant ?? throw new InvalidOperationException("Only accounts of a participant register.");
        if (registration is { NeedsEarlierWarning: true } && faults.Count == 0)
        {
            var hasEarlierWarning = await HasEarlierWarningAsync(caller, registration, today).ConfigureAwait(false);
            faults.AddRange(RegistrationRules.Broken(registration, today, hasEarlierWarning));
        }

        if (registration is null || faults.Count > 0)
        {
            return new RegistrationOutcome(faults);
        }

        var row = EntryRow.Seal(registration, OpaqueId.Create(), participant.Id, caller.AccountId, time.GetUtcNow(), keys.Epochs);
        await writer.WriteAsync(connection =>
        {
            alongside?.Invoke(connection, row.Id);
            return EntryStore.Insert(connection, row);
        }).ConfigureAwait(false);
        projection.TryFollow();
        return new RegistrationOutcome(row.Unseal(keys.Epochs.Get(EntryRow.EpochOf(row.LastDay))));
    }

    private async Task<bool> HasEarlierWarningAsync(Caller caller, Registration registration, DateOnly today)
    {
        var known = new FoundEntry[MaxKnownEntries];
        var count = projection.Find(registration.Person, today, known);
        var found = known[..Math.Min(count, MaxKnownEntries)];
        await log.AppendAsync(caller, registration.Person, found, count, QueryPurpose.Registration).ConfigureAwait(false);
        return entries.AnyEarlierWarning([.. found.Select(entry => entry.Id)], registration, caller.Participant!.Id, today);
    }
}
