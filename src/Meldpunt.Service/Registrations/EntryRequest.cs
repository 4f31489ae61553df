using Meldpunt.Admin.Access;
using Meldpunt.Index.Identity;

namespace Meldpunt.Service.Registrations;

/// <summary>Who acts on which registration, and the version of it that was seen; null for whichever it is.</summary>
internal sealed record EntryRequest(Caller Caller, OpaqueId Id, int? Version);
