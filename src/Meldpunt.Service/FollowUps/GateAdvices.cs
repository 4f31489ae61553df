using Meldpunt.Admin.Access;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Messages;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Index.Identity;

namespace Meldpunt.Service.FollowUps;

/// <summary>Reads what a gate may hear: of its own participant, at the place where was asked, and of nothing else whether it is there.</summary>
internal sealed class GateAdvices(FollowUpStore cases, QueryLogReader log, TimeProvider time)
{
    // A gate that comes back hears what its own shift asked, and not what others asked before.
    private static readonly TimeSpan HeardFor = TimeSpan.FromHours(12);

    /// <summary>One question that matched at the place of a gate; null for any other.</summary>
    public AskedAdvice? Find(Caller caller, string id)
    {
        if (!OpaqueId.TryParse(id, out var queryId) || log.FindBytes(queryId) is not { } bytes)
        {
            return null;
        }

        var row = QueryLogReader.Read(bytes);
        var isMatchHere = row is { Outcome: QueryOutcome.Match, Purpose: QueryPurpose.Gate }
            && row.ParticipantId == caller.Participant?.Id
            && row.LocationId == caller.Location?.Id;
        return isMatchHere ? new AskedAdvice(row.QueryId, row.Reference, Of(row.QueryId, row.HasUnnamed)) : null;
    }

    /// <summary>The advice of the questions that messages to a gate are about, each with the number of its last message; without those that have none yet, unless a gate may have heard one that counts no more.</summary>
    public IEnumerable<(long Seq, AskedAdvice Asked)> Of(IReadOnlyList<Message> messages)
    {
        var since = time.GetUtcNow() - HeardFor;
        return messages
            .Where(message => message.MadeAt >= since)
            .Select(message => (message.Seq, message.Kind, message.Reference, Case: message.FollowUpId is { } id ? cases.FindAnyones(id) : null))
            .Where(told => told.Case is not null)
            .GroupBy(told => told.Case!.QueryId)
            .Select(told => (
                told.Last().Seq,
                Asked: new AskedAdvice(told.Key, told.Last().Reference, Of(told.Key, HasUnnamed(told.Key))),
                TookBack: told.Any(one => one.Kind == MessageKind.Lapse && one.Case!.Advice is not null)))
            .Where(told => told.Asked.Advice is not null || told.TookBack)
            .Select(told => (told.Seq, told.Asked))
            .OrderBy(told => told.Seq);
    }

    private bool HasUnnamed(OpaqueId queryId) => log.FindBytes(queryId) is { } row && QueryLogReader.Read(row).HasUnnamed;

    private AdviceForGate? Of(OpaqueId queryId, bool hasUnnamed) => AdviceForGate.Of([.. cases.OfQuery(queryId).Select(one => new AdvisedCase(
        one.State == FollowUpState.Lapsed, one.Advice, cases.Texts(one).Conditions, (one.State == FollowUpState.Lapsed ? one.EndedAt : one.AdvisedAt) ?? one.OpenedAt))], hasUnnamed);
}
