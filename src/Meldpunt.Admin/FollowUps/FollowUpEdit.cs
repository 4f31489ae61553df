using Meldpunt.Admin.Access;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Messages;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.FollowUps;

/// <summary>Something that is being recorded of a case, inside its transaction: what changes, who is told, and the acts that it is.</summary>
internal sealed class FollowUpEdit(SqliteConnection connection, FollowUp followUp, Caller caller, DateTimeOffset now)
{
    private readonly List<MessageDraft> _messages = [];
    private readonly List<Act> _acts = [];

    public SqliteConnection Connection => connection;

    public FollowUp FollowUp => followUp;

    public Caller Caller => caller;

    public DateTimeOffset Now => now;

    /// <summary>True when whoever records it belongs to the primary source and not to the gate that asked.</summary>
    public bool IsOtherDesk => followUp.SideOf(caller.Participant!.Id) == FollowUpSide.Source;

    /// <summary>What it is, in the administrative log.</summary>
    public void Act(string kind, params (string Name, string? Value)[] details) => _acts.Add(new Act(
        kind, followUp.Id, caller.Participant!.Id, [KeyValuePair.Create("referentie", (string?)followUp.Reference), .. details.Select(detail => KeyValuePair.Create(detail.Name, detail.Value))]));

    /// <summary>Somebody is told.</summary>
    public void Tell(OpaqueId participantId, MessageKind kind, OpaqueId? locationId = null) =>
        _messages.Add(new MessageDraft(participantId, kind) { LocationId = locationId, FollowUpId = followUp.Id });

    /// <summary>Writes messages and acts; says who has new messages.</summary>
    public IEnumerable<OpaqueId> Write(ActLog acts)
    {
        foreach (var message in _messages)
        {
            MessageStore.Write(connection, message, now);
        }

        foreach (var act in _acts)
        {
            acts.Append(connection, transaction: null, caller, act);
        }

        return _messages.Select(message => message.ParticipantId);
    }
}
