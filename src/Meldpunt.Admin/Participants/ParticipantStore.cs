using Dapper;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Storage;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Participants;

/// <summary>Joining and leaving (protocol article 7).</summary>
public sealed class ParticipantStore(StoreWriter writer, TimeProvider time)
{
    /// <summary>Longest name of a participant or location.</summary>
    public const int MaxNameLength = 100;

    /// <summary>Longest telephone number; the gate's answers have room for it.</summary>
    public const int MaxPhoneLength = 24;

    /// <summary>Most locations that a participant names when it joins.</summary>
    public const int MaxLocations = 100;

    private const int MinPhoneDigits = 3;

    /// <summary>A participant joins, with its locations. Throws <see cref="AdministrationException"/> when the name is taken or a value cannot be.</summary>
    public Task<Participant> JoinAsync(string name, string deskPhone, IReadOnlyCollection<string> locations)
    {
        CheckName(name);
        CheckPhone(deskPhone);
        foreach (var location in locations)
        {
            CheckName(location);
        }

        if (locations.Distinct(StringComparer.OrdinalIgnoreCase).Count() != locations.Count)
        {
            throw new AdministrationException("Twee locaties van een deelnemer hebben niet dezelfde naam.");
        }

        var participant = new Participant
        {
            Id = OpaqueId.Create(),
            Name = name,
            DeskPhone = deskPhone,
            JoinedOn = Calendar.DutchCalendar.Today(time),
        };
        return writer.WriteAsync(connection =>
        {
            if (connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM participant WHERE name = @name)", new { name }))
            {
                throw new AdministrationException($"Er is al een deelnemer met de naam {name}.", isConflict: true);
            }

            connection.Execute(
                "INSERT INTO participant (id, name, desk_phone, joined_on) VALUES (@Id, @Name, @DeskPhone, @JoinedOn)", participant);
            foreach (var location in locations)
            {
                InsertLocation(connection, participant.Id, location);
            }

            return participant;
        });
    }

    /// <summary>
    /// A participant leaves today (article 7.2): its people have no access any more, and its entries match no longer.
    /// Throws <see cref="AdministrationException"/> when it already left.
    /// </summary>
    public Task<Participant> LeaveAsync(OpaqueId participantId)
    {
        var today = Calendar.DutchCalendar.Today(time);
        return writer.WriteAsync(connection =>
        {
            var changed = connection.Execute(
                "UPDATE participant SET left_on = @today WHERE id = @participantId AND left_on IS NULL", new { today, participantId });
            if (changed == 0)
            {
                throw new AdministrationException("Deze deelnemer is er niet of is al uitgetreden.", isConflict: true);
            }

            EntryStore.RecordRemovalOfAll(connection, participantId);
            return connection.QuerySingle<Participant>("SELECT * FROM participant WHERE id = @participantId", new { participantId });
        });
    }

    /// <summary>
    /// From now on a participant needs no second officer, as long as it has one. Throws <see cref="AdministrationException"/> when it has another number of them.
    /// </summary>
    public Task WorkWithOneOfficerAsync(OpaqueId participantId) => writer.WriteAsync(connection =>
    {
        if (CountOfficers(connection, participantId) != 1)
        {
            throw new AdministrationException("Eén paar ogen kan alleen bij een deelnemer met precies één medewerker van de beveiliging.", isConflict: true);
        }

        return connection.Execute("UPDATE participant SET one_officer = 1 WHERE id = @participantId", new { participantId });
    });

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

    private static void CheckName(string name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > MaxNameLength || name.Any(char.IsControl))
        {
            throw new AdministrationException($"Een naam heeft 1 tot {MaxNameLength} tekens.");
        }
    }

    private static void CheckPhone(string phone)
    {
        if (phone.Length > MaxPhoneLength || phone.Count(char.IsAsciiDigit) < MinPhoneDigits || !phone.All(c => char.IsAsciiDigit(c) || c is ' ' or '+' or '-' or '(' or ')'))
        {
            throw new AdministrationException($"Een telefoonnummer heeft 3 tot {MaxPhoneLength} cijfers, spaties en + - ( ).");
        }
    }
}
