using Meldpunt.Admin.Access;
using Meldpunt.Admin.Participants;

namespace Meldpunt.Admin.Tests.Support;

/// <summary>A participant with one location, and the two who work there.</summary>
internal sealed record Garage(Participant Participant, Location Location, Caller Desk, Caller Gate, string DeskToken, string GateToken);
