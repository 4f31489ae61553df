namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>What was found where the newest checkpoint is kept beside the database.</summary>
/// <param name="HasFolder">False when there is no folder of keys: then this is a copy of the data, and the second place is elsewhere.</param>
/// <param name="Note">The signed note; null when it is not there.</param>
internal sealed record SecondPlaceNote(bool HasFolder, string? Note);
