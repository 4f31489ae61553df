using System.Globalization;
using Dapper;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Storage;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Participants;

/// <summary>
/// Joining, changing, leaving and being excluded (protocol article 7). Every change is an act, in one transaction with it. What cannot be is refused with an
/// <see cref="AdministrationException"/> in words.
/// </summary>
public sealed class ParticipantStore(StoreWriter writer, ActLog acts, TimeProvider time)
{
    /// <summary>Longest name of a participant or location, and longest line of a letterhead.</summary>
    public const int MaxNameLength = 100;

    /// <summary>Longest telephone number; the gate's answers have room for it.</summary>
    public const int MaxPhoneLength = 24;

    /// <summary>Most locations that a participant has.</summary>
    public const int MaxLocations = 100;

    /// <summary>Longest number of a permit, words about when a desk can be reached, reason of an exclusion; most lines of a letterhead.</summary>
    public const int MaxPermitLength = 40;
    public const int MaxHoursLength = 100;
    public const int MaxReasonLength = 500;
    public const int MaxLetterheadLines = 8;

    /// <summary>Longest text for the gates about what to do without an answer, and its lines: it is read standing.</summary>
    public const int MaxEmergencyLength = 600;
    public const int MaxEmergencyLines = 10;

    private DateOnly Today => Calendar.DutchCalendar.Today(time);

    /// <summary>A participant joins, with its locations. Without papers it has no access until they are there.</summary>
    public Task<Participant> JoinAsync(
        Caller caller, string name, string deskPhone, IReadOnlyCollection<string> locations, ParticipantPapers? papers = null, ParticipantDesk? desk = null)
    {
        ParticipantChecks.Name(name);
        ParticipantChecks.Phone(deskPhone);
        ParticipantChecks.Locations(locations);
        ParticipantChecks.Desk(desk ?? new ParticipantDesk());
        ParticipantChecks.Declaration(papers?.DeclarationSignedOn, Today);
        if (papers?.Permit is { } permit)
        {
            ParticipantChecks.Permit(permit);
        }

        var participant = new Participant
        {
            Id = OpaqueId.Create(),
            Name = name,
            DeskPhone = deskPhone,
            JoinedOn = Today,
            DeclarationSignedOn = papers?.DeclarationSignedOn,
            PermitNumber = papers?.Permit?.Number,
            PermitFrom = papers?.Permit?.From,
            PermitUntil = papers?.Permit?.Until,
            DeskHours = NullWhenEmpty(desk?.Hours),
            Letterhead = NullWhenEmpty(desk?.Letterhead),
            GateNeedsTerminal = true,
        };
        return writer.WriteAsync(connection =>
        {
            if (connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM participant WHERE name = @name)", new { name }))
            {
                throw new AdministrationException($"Er is al een deelnemer met de naam {name}.", isConflict: true);
            }

            Insert(connection, participant, locations);
            Append(connection, caller, ActKinds.ParticipantJoined, participant.Id, [
                ("naam", name), ("telefoonnummer", deskPhone), ("locaties", string.Join("; ", locations)), ("verklaring", Day(participant.DeclarationSignedOn)),
                ("vergunning", participant.PermitNumber), ("van", Day(participant.PermitFrom)), ("tot", Day(participant.PermitUntil))]);
            return participant;
        });
    }

    /// <summary>The participant signed its declaration on a day.</summary>
    public Task<Participant> SignAsync(Caller caller, OpaqueId id, DateOnly signedOn)
    {
        ParticipantChecks.Declaration(signedOn, Today);
        return ChangeAsync(caller, id, ActKinds.DeclarationSigned, (connection, _) => Sign(connection, id, signedOn));
    }

    /// <summary>
    /// The participant has a permit, its first or a next one. A next one that begins on the day after the present one ends, or before, continues it: nobody loses a day.
    /// With the day of its declaration that is recorded, too: both, or neither.
    /// </summary>
    public Task<Participant> PermitAsync(Caller caller, OpaqueId id, ParticipantPermit permit, DateOnly? signedOn = null)
    {
        ParticipantChecks.Declaration(signedOn, Today);
        ParticipantChecks.Permit(permit);
        return ChangeAsync(caller, id, ActKinds.PermitRecorded, (connection, participant) =>
        {
            var isRunning = participant.PermitFrom <= Today && participant.PermitUntil >= Today;
            if (isRunning && permit.From > participant.PermitUntil!.Value.AddDays(1))
            {
                throw new AdministrationException(
                    "De nieuwe vergunning sluit niet aan op de huidige, die nog loopt. Leg haar vast als de huidige is afgelopen.", isConflict: true);
            }

            var from = isRunning && participant.PermitFrom < permit.From ? participant.PermitFrom.Value : permit.From;
            connection.Execute(
                "UPDATE participant SET permit_number = @Number, permit_from = @from, permit_until = @Until WHERE id = @id",
                new { permit.Number, from, permit.Until, id });
            if (signedOn is { } day)
            {
                Append(connection, caller, ActKinds.DeclarationSigned, id, [("naam", participant.Name), .. Sign(connection, id, day)]);
            }

            return [("vergunning", permit.Number), ("van", Day(permit.From)), ("tot", Day(permit.Until))];
        });
    }

    /// <summary>The participant has one location more.</summary>
    public Task<Participant> AddLocationAsync(Caller caller, OpaqueId id, string name)
    {
        ParticipantChecks.Name(name);
        return ChangeAsync(caller, id, ActKinds.LocationAdded, (connection, _) =>
        {
            var names = connection.Query<string>("SELECT name FROM location WHERE participant_id = @id", new { id }).AsList();
            if (connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM location WHERE participant_id = @id AND name = @name)", new { id, name }))
            {
                throw new AdministrationException("Twee locaties van een deelnemer hebben niet dezelfde naam.", isConflict: true);
            }

            if (names.Count >= MaxLocations)
            {
                throw new AdministrationException($"Een deelnemer heeft ten hoogste {MaxLocations} locaties.", isConflict: true);
            }

            InsertLocation(connection, id, name);
            return [("locatie", name)];
        });
    }

    /// <summary>The desk is reached in another way, or writes under another head.</summary>
    public Task<Participant> ChangeDeskAsync(Caller caller, OpaqueId id, ParticipantDesk desk)
    {
        ParticipantChecks.Desk(desk);
        return ChangeAsync(caller, id, ActKinds.ParticipantChanged, (connection, participant) =>
        {
            connection.Execute(
                "UPDATE participant SET desk_phone = @Phone, desk_hours = @Hours, letterhead = @Letterhead WHERE id = @id",
                new
                {
                    Phone = desk.Phone ?? participant.DeskPhone,
                    Hours = NullWhenEmpty(desk.Hours ?? participant.DeskHours),
                    Letterhead = NullWhenEmpty(desk.Letterhead ?? participant.Letterhead),
                    id,
                });
            return [("telefoonnummer", desk.Phone), ("bereikbaarheid", desk.Hours), ("briefhoofd", desk.Letterhead)];
        });
    }

    /// <summary>One pair of eyes, or two. One is for a participant that has one officer.</summary>
    public Task<Participant> SetOneOfficerAsync(Caller caller, OpaqueId id, bool oneOfficer) => ChangeAsync(
        caller, id, ActKinds.OfficersChanged, (connection, _) =>
        {
            var officers = CountOfficers(connection, id);
            if (oneOfficer && officers != 1)
            {
                throw new AdministrationException(
                    $"Eén paar ogen kan alleen bij een deelnemer met één functionaris; deze heeft er {officers}.", isConflict: true);
            }

            connection.Execute("UPDATE participant SET one_officer = @oneOfficer WHERE id = @id", new { oneOfficer, id });
            return [("bevestiging", oneOfficer ? "eenOfficier" : "tweeOfficieren")];
        });

    /// <summary>What its gates do while there is no answer; an empty text for nothing of its own.</summary>
    public Task<Participant> SetEmergencyTextAsync(Caller caller, OpaqueId id, string text)
    {
        ParticipantChecks.Emergency(text);
        return ChangeAsync(caller, id, ActKinds.ParticipantChanged, (connection, _) =>
        {
            connection.Execute("UPDATE participant SET emergency_text = @Text WHERE id = @id", new { Text = NullWhenEmpty(text), id });
            return [("noodprocedure", NullWhenEmpty(text) is null ? "leeg" : "gewijzigd")];
        });
    }

    /// <summary>Whether its gate staff come in with a password elsewhere than on one of its terminals.</summary>
    public Task<Participant> SetGateNeedsTerminalAsync(Caller caller, OpaqueId id, bool needsTerminal) => ChangeAsync(
        caller, id, ActKinds.ParticipantChanged, (connection, _) =>
        {
            connection.Execute("UPDATE participant SET gate_needs_terminal = @needsTerminal WHERE id = @id", new { needsTerminal, id });
            return [("poortAanmelden", needsTerminal ? "terminal" : "overal")];
        });

    /// <summary>
    /// A participant leaves today (article 7.2): its people have no access any more, and its entries match no longer. Its data go at once, or after
    /// <see cref="Leaving.HandOverDays"/> days (<see cref="ParticipantErasure"/>).
    /// </summary>
    public Task<Participant> LeaveAsync(Caller caller, OpaqueId id, bool handOver = false) =>
        GoAsync(caller, id, ActKinds.ParticipantLeft, Leaving.Left, reason: null, handOver);

    /// <summary>The same, against its will and for a reason (article 7.3).</summary>
    public Task<Participant> ExcludeAsync(Caller caller, OpaqueId id, string? reason, bool handOver = false) =>
        GoAsync(caller, id, ActKinds.ParticipantExcluded, Leaving.Excluded, ParticipantChecks.Reason(reason), handOver);

    /// <summary>Puts a participant in, without an act: for whoever writes one, and for what was there before there were acts.</summary>
    internal static void Insert(SqliteConnection connection, Participant participant, IEnumerable<string> locations)
    {
        connection.Execute(
            """
            INSERT INTO participant (
                id, name, desk_phone, joined_on, declaration_signed_on, permit_number, permit_from, permit_until, desk_hours, letterhead, gate_needs_terminal)
            VALUES (@Id, @Name, @DeskPhone, @JoinedOn, @DeclarationSignedOn, @PermitNumber, @PermitFrom, @PermitUntil, @DeskHours, @Letterhead, @GateNeedsTerminal)
            """,
            participant);
        foreach (var location in locations)
        {
            InsertLocation(connection, participant.Id, location);
        }
    }

    private Task<Participant> GoAsync(Caller caller, OpaqueId id, string kind, string because, string? reason, bool handOver)
    {
        var today = Today;
        var eraseOn = handOver ? today.AddDays(Leaving.HandOverDays) : today;
        return ChangeAsync(caller, id, kind, (connection, _) =>
        {
            connection.Execute(
                "UPDATE participant SET left_on = @today, left_because = @because, erase_on = @eraseOn WHERE id = @id", new { today, because, eraseOn, id });
            EntryStore.RecordRemovalOfAll(connection, id);
            return [("reden", reason), ("gegevens", handOver ? Leaving.HandOver : Leaving.Erase), ("wissenOp", Day(eraseOn))];
        });
    }

    private Task<Participant> ChangeAsync(
        Caller caller, OpaqueId id, string kind, Func<SqliteConnection, Participant, IEnumerable<(string Name, string? Value)>> change) =>
        writer.WriteAsync(connection =>
        {
            var participant = Find(connection, id);
            if (participant is null or { LeftOn: not null })
            {
                throw new AdministrationException("Deze deelnemer is er niet of is al uitgetreden.", isConflict: true);
            }

            Append(connection, caller, kind, id, [("naam", participant.Name), .. change(connection, participant)]);
            return Find(connection, id)!;
        });

    private void Append(SqliteConnection connection, Caller caller, string kind, OpaqueId id, IEnumerable<(string Name, string? Value)> details) =>
        acts.Append(connection, transaction: null, caller, new Act(kind, id, id, details.Select(detail => KeyValuePair.Create(detail.Name, detail.Value))));

    private static (string Name, string? Value)[] Sign(SqliteConnection connection, OpaqueId id, DateOnly signedOn)
    {
        connection.Execute("UPDATE participant SET declaration_signed_on = @signedOn WHERE id = @id", new { signedOn, id });
        return [("verklaring", Day(signedOn))];
    }

    private static Participant? Find(SqliteConnection connection, OpaqueId id) =>
        connection.QuerySingleOrDefault<Participant>("SELECT * FROM participant WHERE id = @id", new { id });

    /// <summary>True when a participant may do alone what otherwise takes a second officer.</summary>
    internal static bool WorksWithOneOfficer(SqliteConnection connection, OpaqueId participantId) =>
        connection.ExecuteScalar<bool>("SELECT one_officer FROM participant WHERE id = @participantId", new { participantId })
        && CountOfficers(connection, participantId) == 1;

    private static int CountOfficers(SqliteConnection connection, OpaqueId participantId) => connection.ExecuteScalar<int>(
        "SELECT count(*) FROM account WHERE participant_id = @participantId AND role = @role AND ended_at IS NULL",
        new { participantId, role = Role.Security });

    private static void InsertLocation(SqliteConnection connection, OpaqueId participantId, string name) =>
        connection.Execute(
            "INSERT INTO location (id, participant_id, name) VALUES (@Id, @participantId, @name)",
            new { Id = OpaqueId.Create(), participantId, name });

    private static string? Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    private static string? NullWhenEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
