using Dapper;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Register;

/// <summary>A desk's look into the register at one person. Every one stands in the query log before anybody hears what it found.</summary>
internal sealed class RegisterLook(SqliteDatabase database, EntryStore entries, IndexProjection projection, QueryLogAppender log)
{
    // Somebody with more running entries than this has long had a warning among them.
    private const int MaxKnownEntries = 64;

    /// <summary>
    /// Looks. Throws <see cref="StoreUnavailableException"/> when the look could not be logged or the index does not follow the register.
    /// The row of the log names what the desk may see: another's entry that waits or is restricted is nothing to it.
    /// </summary>
    public async Task<FoundPerson> AtAsync(Caller caller, PersonDetails person, DateOnly today)
    {
        if (!projection.TryFollow())
        {
            throw new StoreUnavailableException(StoreTrouble.Refused);
        }

        var buffer = new FoundEntry[MaxKnownEntries];
        var count = Math.Min(projection.FindAll(person, today, buffer), MaxKnownEntries);
        var participant = caller.Participant!.Id;
        var known = Read(buffer.AsMemory(0, count), participant, today);
        var visible = known.Where(row => row.Entry.ParticipantId == participant || row.Entry.State == EntryState.Active).ToList();
        var row = await log
            .AppendAsync(caller, person, visible.Select(row => row.Found).ToArray(), visible.Count, QueryPurpose.Registration)
            .ConfigureAwait(false);
        return new FoundPerson(row, known.ConvertAll(row => row.Entry), visible.ConvertAll(row => ToKnown(row, participant)));
    }

    /// <summary>What a desk of this participant may see of an entry.</summary>
    public KnownEntry See(SqliteConnection connection, EntryRow row, OpaqueId participantId) =>
        ToKnown(new KnownRow(default, entries.Unseal(connection, [row])[0], ParticipantOf(connection, row.ParticipantId)), participantId);

    private static KnownEntry ToKnown(KnownRow row, OpaqueId participantId) => new()
    {
        Id = row.Entry.Id,
        Kind = row.Entry.Kind,
        FirstDay = row.Entry.FirstDay,
        LastDay = row.Entry.LastDay,
        ParticipantName = row.Participant.Name,
        DeskPhone = row.Participant.DeskPhone,
        IsOwn = row.Entry.ParticipantId == participantId,
        State = row.Entry.ParticipantId == participantId ? row.Entry.State : null,
        Trespasses = [.. row.Entry.Incidents
            .Where(incident => incident.Kind == IncidentKind.Trespass)
            .Select(incident => new KnownTrespass(incident.HappenedOn, incident.FoundBy ?? string.Empty))],
    };

    // What the row of the log has room for is what an incident can be added to: bans, and others' before one's own.
    private List<KnownRow> Read(ReadOnlyMemory<FoundEntry> found, OpaqueId participantId, DateOnly today)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        return [.. found.ToArray()
            .Select(entry => Read(connection, entry, today))
            .OfType<KnownRow>()
            .OrderByDescending(row => row.Entry.Kind)
            .ThenBy(row => row.Entry.ParticipantId == participantId)];
    }

    // Null when it ended between the two looks.
    private KnownRow? Read(SqliteConnection connection, FoundEntry found, DateOnly today) =>
        EntryStore.ReadAnyones(connection, found.Id, today) is { } row
            ? new KnownRow(found, entries.Unseal(connection, [row])[0], ParticipantOf(connection, row.ParticipantId))
            : null;

    private static Participant ParticipantOf(SqliteConnection connection, OpaqueId id) =>
        connection.QuerySingle<Participant>("SELECT * FROM participant WHERE id = @id", new { id });

    private sealed record KnownRow(FoundEntry Found, Entry Entry, Participant Participant);
}
