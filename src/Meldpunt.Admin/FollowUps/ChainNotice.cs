using System.Collections.Frozen;
using System.Globalization;
using Dapper;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Acts;
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
    // Of an entry, and whether it is over with it.
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

    /// <summary>Does what an act asks for, inside a write; adds whoever has new messages.</summary>
    internal void TakeIn(SqliteConnection connection, long seq, HashSet<OpaqueId> told)
    {
        // The text may be gone with its row already: what is that old is nobody's news.
        if (connection.QuerySingleOrDefault<string>("SELECT text FROM administrative_act WHERE seq = @seq", new { seq }) is not { } text)
        {
            return;
        }

        var act = Act.Parse(text);
        var isOfParticipant = OfParticipants.Contains(act.Kind);
        if (!isOfParticipant && !OfEntries.ContainsKey(act.Kind))
        {
            return;
        }

        Tell(connection, act, seq, isOfParticipant, told);
        if (isOfParticipant)
        {
            Lapse(connection, "asker_id = @id OR source_id = @id", act.SubjectId, told);
        }
        else if (OfEntries[act.Kind])
        {
            Lapse(connection, "entry_id = @id", act.SubjectId, told);
        }
    }

    /// <summary>Says that a case lapsed, to the desk that would have called and to the gates that wait for its advice.</summary>
    internal static void TellOfLapse(SqliteConnection connection, FollowUp one, DateTimeOffset now)
    {
        var lapse = new MessageDraft(one.AskerId, MessageKind.Lapse) { FollowUpId = one.Id };
        MessageStore.Write(connection, lapse, now);
        MessageStore.Write(connection, lapse with { LocationId = one.LocationId }, now);
    }

    private void Tell(SqliteConnection connection, Act act, long seq, bool isOfParticipant, HashSet<OpaqueId> told)
    {
        var recipients = Recipients(connection, act, isOfParticipant);
        var now = time.GetUtcNow();
        var reached = recipients.Where(recipient => recipient.IsThere).ToList();
        foreach (var (entryId, participantId, _) in reached)
        {
            MessageStore.Write(
                connection, new MessageDraft(participantId, MessageKind.EntryChanged) { EntryId = entryId, Change = act.Kind, ActSeq = seq }, now);
            told.Add(participantId);
        }

        if (recipients.Count > 0)
        {
            acts.Append(connection, transaction: null, Caller.Program, new Act(ActKinds.RecipientsTold, act.SubjectId, act.ParticipantId, [
                KeyValuePair.Create("wat", (string?)act.Kind),
                KeyValuePair.Create("rij", (string?)seq.ToString(CultureInfo.InvariantCulture)),
                KeyValuePair.Create("aantal", (string?)reached.Count.ToString(CultureInfo.InvariantCulture)),
                KeyValuePair.Create("deelnemers", (string?)Ids(reached)),
                KeyValuePair.Create("nietBereikt", (string?)Ids(recipients.Where(recipient => !recipient.IsThere)))]));
        }
    }

    // Who left has no desk here any more and no access to what matched.
    private static List<(OpaqueId EntryId, OpaqueId ParticipantId, bool IsThere)> Recipients(SqliteConnection connection, Act act, bool isOfParticipant) =>
        connection.Query<(OpaqueId, OpaqueId, bool)>(
            $"""
            SELECT entry_recipient.entry_id, entry_recipient.participant_id, participant.left_on IS NULL
            FROM entry_recipient JOIN entry ON entry.id = entry_recipient.entry_id JOIN participant ON participant.id = entry_recipient.participant_id
            WHERE entry_recipient.participant_id <> entry.participant_id AND {(isOfParticipant ? "entry.participant_id" : "entry_recipient.entry_id")} = @SubjectId
            ORDER BY entry_recipient.entry_id, entry_recipient.participant_id
            """,
            new { act.SubjectId }).AsList();

    private static string Ids(IEnumerable<(OpaqueId EntryId, OpaqueId ParticipantId, bool IsThere)> recipients) =>
        string.Join(' ', recipients.Select(recipient => recipient.ParticipantId).Distinct());

    private void Lapse(SqliteConnection connection, string which, OpaqueId id, HashSet<OpaqueId> told)
    {
        var now = time.GetUtcNow();
        foreach (var one in connection.Query<FollowUp>($"SELECT * FROM follow_up WHERE ({which}) AND state IN (1, 2, 3) ORDER BY opened_at", new { id }).AsList())
        {
            LapseOne(connection, one, now);
            told.UnionWith([one.AskerId, one.SourceId]);
        }
    }

    /// <summary>Ends a case because its entry is not there any more, as an act.</summary>
    internal void LapseOne(SqliteConnection connection, FollowUp one, DateTimeOffset now)
    {
        one.State = FollowUpState.Lapsed;
        one.Version++;
        FollowUpRules.Settle(one, now);
        FollowUpStore.Update(connection, one);
        TellOfLapse(connection, one, now);
        acts.Append(connection, transaction: null, Caller.Program, new Act(
            ActKinds.FollowUpLapsed, one.Id, one.AskerId, [KeyValuePair.Create("referentie", (string?)one.Reference)]));
    }
}
