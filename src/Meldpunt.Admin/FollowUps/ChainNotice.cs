using System.Collections.Frozen;
using System.Globalization;
using Dapper;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Messages;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.FollowUps;

/// <summary>
/// Tells exactly the participants that had a match on an entry when it is corrected, restricted, released, withdrawn or gone with its participant (protocol article 9.5, AVG article 19), and lets
/// the open cases of an entry that went lapse. What was told to whom is an act of its own, under the seal of the log. Runs over the acts in their order, after the matches before them.
/// </summary>
public sealed class ChainNotice(ActLog acts, TimeProvider time)
{
    // A participant that goes may leave thousands of entries; gates share the writer.
    private const int AtOnce = 64;

    // Of an entry that was withdrawn before everybody was told; what goes now with its participant may be erased already.
    private const string WasThere = "entry.participant_id = @SubjectId AND entry.last_day >= @day AND (entry.state <> 4 OR entry.ground = 'deelnemerWeg')";

    private const string ThisEntry = "entry.id = @SubjectId";

    private const string OpenOfEntry = "SELECT id FROM follow_up WHERE entry_id = @id AND state IN (1, 2, 3)";

    private const string OpenOfParticipant =
        "SELECT id FROM follow_up WHERE asker_id = @id AND state IN (1, 2, 3) UNION SELECT id FROM follow_up WHERE source_id = @id AND state IN (1, 2, 3)";

    // Of entries, and whether it is over with them.
    private static readonly FrozenDictionary<string, bool> OfEntries = new Dictionary<string, bool>(StringComparer.Ordinal)
    {
        [ActKinds.EntryCorrected] = false,
        [ActKinds.EntryRestricted] = false,
        [ActKinds.RestrictionLifted] = false,
        [ActKinds.EntryRefused] = true,
        [ActKinds.EntryWithdrawn] = true,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Of a participant, whose entries are all over with it.
    private static readonly FrozenSet<string> OfParticipants =
        new[] { ActKinds.ParticipantLeft, ActKinds.ParticipantExcluded }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True for an act that somebody may have to hear of.</summary>
    internal static bool Concerns(Act act) => OfEntries.ContainsKey(act.Kind) || OfParticipants.Contains(act.Kind);

    /// <summary>Does what an act asks for, inside a write, or as much of it as one write may hold; adds whoever has new messages.</summary>
    /// <returns>True when all of it is done; else the same act must be given again.</returns>
    internal bool TakeIn(SqliteConnection connection, MatchRow row, HashSet<OpaqueId> told)
    {
        var act = row.Act!;
        var isOfParticipant = OfParticipants.Contains(act.Kind);
        var which = isOfParticipant ? WasThere : ThisEntry;
        if (!TellSome(connection, row, which, told))
        {
            return false;
        }

        var isOver = isOfParticipant || OfEntries[act.Kind];
        if (isOver && !LapseSome(connection, isOfParticipant ? OpenOfParticipant : OpenOfEntry, act.SubjectId, told))
        {
            return false;
        }

        Prove(connection, row, which);
        return true;
    }

    /// <summary>Ends a case because its entry is not there any more, as an act; adds whoever has new messages.</summary>
    internal void Lapse(SqliteConnection connection, FollowUp one, HashSet<OpaqueId> told)
    {
        var now = time.GetUtcNow();
        one.State = FollowUpState.Lapsed;
        one.Version++;
        FollowUpRules.Settle(one, now);
        FollowUpStore.Update(connection, one);
        TellOfLapse(connection, one, now);
        told.Add(one.AskerId);
        acts.Append(connection, transaction: null, Caller.Program, new Act(
            ActKinds.FollowUpLapsed, one.Id, one.AskerId, [KeyValuePair.Create("referentie", (string?)one.Reference)]));
    }

    /// <summary>Says that a case lapsed, to the desk that would have called and to the gates that wait for its advice.</summary>
    internal static void TellOfLapse(SqliteConnection connection, FollowUp one, DateTimeOffset now)
    {
        var lapse = new MessageDraft(one.AskerId, MessageKind.Lapse) { FollowUpId = one.Id };
        MessageStore.Write(connection, lapse, now);
        MessageStore.Write(connection, lapse with { LocationId = one.LocationId }, now);
    }

    // Whoever was told in a write before this one is not told again.
    private bool TellSome(SqliteConnection connection, MatchRow row, string which, HashSet<OpaqueId> told)
    {
        var now = time.GetUtcNow();
        var some = Recipients(connection, row, which, $"participant.left_on IS NULL AND NOT {WasTold} LIMIT {AtOnce + 1}");
        foreach (var (entryId, participantId) in some.Take(AtOnce))
        {
            MessageStore.Write(
                connection, new MessageDraft(participantId, MessageKind.EntryChanged) { EntryId = entryId, Change = row.Act!.Kind, ActSeq = row.Seq }, now);
            told.Add(participantId);
        }

        return some.Count <= AtOnce;
    }

    // Says under the seal to whom, and who left and has no desk here any more, and no access to what matched.
    private void Prove(SqliteConnection connection, MatchRow row, string which)
    {
        var act = row.Act!;
        var reached = Recipients(connection, row, which, WasTold);
        var missed = Recipients(connection, row, which, $"NOT {WasTold}");
        if (reached.Count + missed.Count > 0)
        {
            acts.Append(connection, transaction: null, Caller.Program, new Act(ActKinds.RecipientsTold, act.SubjectId, act.ParticipantId, [
                KeyValuePair.Create("wat", (string?)act.Kind),
                KeyValuePair.Create("rij", (string?)row.Seq.ToString(CultureInfo.InvariantCulture)),
                KeyValuePair.Create("aantal", (string?)reached.Count.ToString(CultureInfo.InvariantCulture)),
                KeyValuePair.Create("deelnemers", (string?)Ids(reached)),
                KeyValuePair.Create("nietBereikt", (string?)Ids(missed))]));
        }
    }

    private static string WasTold =>
        "EXISTS (SELECT 1 FROM message WHERE act_seq = @Seq AND message.entry_id = entry_recipient.entry_id AND message.participant_id = entry_recipient.participant_id)";

    private static List<(OpaqueId EntryId, OpaqueId ParticipantId)> Recipients(SqliteConnection connection, MatchRow row, string which, string condition) =>
        connection.Query<(OpaqueId, OpaqueId)>(
            $"""
            SELECT entry_recipient.entry_id, entry_recipient.participant_id
            FROM entry JOIN entry_recipient ON entry_recipient.entry_id = entry.id JOIN participant ON participant.id = entry_recipient.participant_id
            WHERE {which} AND entry_recipient.participant_id <> entry.participant_id AND {condition}
            """,
            new { row.Act!.SubjectId, row.Seq, day = DutchCalendar.DayOf(row.At) }).AsList();

    private static string Ids(IEnumerable<(OpaqueId EntryId, OpaqueId ParticipantId)> recipients) =>
        string.Join(' ', recipients.Select(recipient => recipient.ParticipantId.ToString()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private bool LapseSome(SqliteConnection connection, string which, OpaqueId id, HashSet<OpaqueId> told)
    {
        var some = connection.Query<FollowUp>(
            $"SELECT * FROM follow_up WHERE id IN ({which}) ORDER BY opened_at LIMIT {AtOnce + 1}", new { id }).AsList();
        foreach (var one in some.Take(AtOnce))
        {
            Lapse(connection, one, told);
        }

        return some.Count <= AtOnce;
    }
}
