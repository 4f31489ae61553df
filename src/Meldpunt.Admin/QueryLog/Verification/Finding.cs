namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>One thing that is not in order, as a Dutch sentence that names rows by their numbers and tells nothing of what stands in them.</summary>
/// <param name="Row">The row that it is about; null when it is about something beside the rows.</param>
/// <param name="Sentence">What is wrong.</param>
public sealed record Finding(long? Row, string Sentence);
