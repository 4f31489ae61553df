using Meldpunt.Admin.Access;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Storage;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Register;

/// <summary>Makes entries: reads, applies the rules of the protocol, seals, stores, and lets the index follow.</summary>
public sealed class EntryRegistrar(
    EntryStore entries, IndexProjection projection, Keyring keys, StoreWriter writer, TimeProvider time)
{
    // Somebody with more running entries than this has long had a warning among them.
    private const int MaxKnownEntries = 64;

    /// <summary>
    /// Registers a person for the caller's participant. Either the entry, durable and already in the index, or every fault.
    /// Throws <see cref="StoreUnavailableException"/> when the store does not take it.
    /// </summary>
    public async Task<RegistrationOutcome> RegisterAsync(Caller caller, RegistrationInput input, IEnumerable<Fault> faultsSoFar)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var today = DutchCalendar.Today(time);
        var faults = faultsSoFar.ToList();
        var registration = RegistrationCheck.Check(input, today, faults);
        if (registration is not null)
        {
            faults.AddRange(RegistrationRules.Broken(registration, today, HasEarlierWarning(registration, today)));
        }

        if (registration is null || faults.Count > 0)
        {
            return new RegistrationOutcome(faults);
        }

        var participant = caller.Participant ?? throw new InvalidOperationException("Only accounts of a participant register.");
        var row = EntryRow.Seal(registration, OpaqueId.Create(), participant.Id, caller.AccountId, time.GetUtcNow(), keys.Epochs);
        await writer.WriteAsync(connection => EntryStore.Insert(connection, row)).ConfigureAwait(false);
        projection.TryFollow();
        return new RegistrationOutcome(row.Unseal(keys.Epochs.Get(EntryRow.EpochOf(row.LastDay))));
    }

    private bool HasEarlierWarning(Registration registration, DateOnly today)
    {
        Span<OpaqueId> known = stackalloc OpaqueId[MaxKnownEntries];
        var count = projection.Find(registration.Person, today, known);
        return count > 0
            && entries.AnyEarlierWarning(known[..Math.Min(count, MaxKnownEntries)].ToArray(), registration.IncidentDate, today);
    }
}
