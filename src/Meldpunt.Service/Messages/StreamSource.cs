using Meldpunt.Admin.Messages;
using Meldpunt.Index.Identity;

namespace Meldpunt.Service.Messages;

/// <summary>Which messages a stream is made of, and what it says of them.</summary>
/// <param name="ParticipantId">Whose.</param>
/// <param name="LocationId">Those for the gates there; null for those of the desk.</param>
/// <param name="Write">What is said of some messages, in their order; may leave out what says nothing yet.</param>
internal sealed record StreamSource(OpaqueId ParticipantId, OpaqueId? LocationId, Func<IReadOnlyList<Message>, IEnumerable<StreamEvent>> Write);
