using Dapper;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Participants;

/// <summary>What a participant's own desk sets for itself: the head of its letters, its hours, and one pair of eyes. Each change is an act.</summary>
public sealed class DeskSettings(SqliteDatabase database, StoreWriter writer, ActLog acts)
{
    /// <summary>Most lines of a letterhead.</summary>
    public const int MaxLines = 8;

    /// <summary>Longest line of a letterhead, and longest text of hours.</summary>
    public const int MaxLineLength = 100;

    /// <summary>Changes letterhead and hours; an empty text takes it away. Throws <see cref="AdministrationException"/> when one cannot be.</summary>
    public Task ChangeAsync(Caller caller, string letterhead, string hours)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var id = OwnOf(caller);
        var lines = letterhead.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length > MaxLines || lines.Any(line => line.Length > MaxLineLength || line.Any(char.IsControl)))
        {
            throw new AdministrationException($"Een briefhoofd heeft hoogstens {MaxLines} regels van {MaxLineLength} tekens.");
        }

        var open = hours.Trim();
        if (open.Length > MaxLineLength || open.Any(char.IsControl))
        {
            throw new AdministrationException($"De bereikbaarheid heeft hoogstens {MaxLineLength} tekens, op één regel.");
        }

        var head = string.Join('\n', lines);
        return writer.WriteAsync(connection =>
        {
            connection.Execute(
                "UPDATE participant SET letterhead = nullif(@head, ''), desk_hours = nullif(@open, '') WHERE id = @id", new { head, open, id });
            acts.Append(connection, transaction: null, caller, new Act(
                ActKinds.ParticipantChanged, id, id, new Dictionary<string, string?>(StringComparer.Ordinal) { ["briefhoofd"] = head, ["bereikbaarheid"] = open }));
            return id;
        });
    }

    /// <summary>One pair of eyes, or two. Throws <see cref="AdministrationException"/> when one is asked for and there are more officers than one.</summary>
    public Task SetOneOfficerAsync(Caller caller, bool oneOfficer)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var id = OwnOf(caller);
        return writer.WriteAsync(connection =>
        {
            if (oneOfficer && Count(connection, id) != 1)
            {
                throw new AdministrationException("Eén paar ogen kan alleen bij een deelnemer met één functionaris.", isConflict: true);
            }

            connection.Execute("UPDATE participant SET one_officer = @oneOfficer WHERE id = @id", new { oneOfficer, id });
            acts.Append(connection, transaction: null, caller, new Act(
                ActKinds.OfficersChanged, id, id,
                new Dictionary<string, string?>(StringComparer.Ordinal) { ["bevestiging"] = oneOfficer ? "eenOfficier" : "tweeOfficieren" }));
            return id;
        });
    }

    /// <summary>How many officers a participant has: accounts of its security desk that have not ended.</summary>
    public int CountOfficers(OpaqueId participantId)
    {
        using var connection = database.Open();
        return Count(connection, participantId);
    }

    private static OpaqueId OwnOf(Caller caller) =>
        caller.Participant?.Id ?? throw new InvalidOperationException("Only accounts of a participant have a desk.");

    private static int Count(SqliteConnection connection, OpaqueId participantId) => connection.ExecuteScalar<int>(
        "SELECT count(*) FROM account WHERE participant_id = @participantId AND role = @role AND ended_at IS NULL", new { participantId, role = Role.Security });
}
