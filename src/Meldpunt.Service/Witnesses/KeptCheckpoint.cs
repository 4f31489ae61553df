using Meldpunt.Admin.QueryLog.Notes;

namespace Meldpunt.Service.Witnesses;

/// <summary>A checkpoint that a witness accepted, with its signatures.</summary>
internal sealed record KeptCheckpoint(SignedNote Note, Checkpoint Checkpoint);
