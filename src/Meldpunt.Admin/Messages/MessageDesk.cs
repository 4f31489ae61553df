using Dapper;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Storage;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Messages;

/// <summary>Where somebody of a desk says that they saw a message: who said so first, and when, stands under the seal of the log.</summary>
public sealed class MessageDesk(StoreWriter writer, ActLog acts, TimeProvider time)
{
    /// <summary>
    /// Marks a message of the caller's desk as seen. The first to say so counts: a second time changes nothing and is no act. Null when there is no such message of this desk.
    /// Throws <see cref="StoreUnavailableException"/> when the store does not take it.
    /// </summary>
    public Task<Message?> SeeAsync(Caller caller, OpaqueId id)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var participant = caller.Participant ?? throw new InvalidOperationException("Only desks say that they saw a message.");
        return writer.WriteAsync(connection =>
        {
            var message = MessageStore.Find(connection, id, participant.Id);
            if (message is null or { SeenAt: not null })
            {
                return message;
            }

            connection.Execute(
                "UPDATE message SET seen_at = @now, seen_by = @AccountId WHERE seq = @Seq", new { now = time.GetUtcNow(), caller.AccountId, message.Seq });
            acts.Append(connection, transaction: null, caller, new Act(ActKinds.MessageSeen, message.Id, participant.Id, [
                KeyValuePair.Create("soort", (string?)FollowUps.FollowUpTerms.Of(message.Kind)),
                KeyValuePair.Create("referentie", message.Reference)]));
            return MessageStore.Find(connection, id, participant.Id);
        });
    }
}
