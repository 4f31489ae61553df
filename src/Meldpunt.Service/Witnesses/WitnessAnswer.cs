namespace Meldpunt.Service.Witnesses;

/// <summary>What a witness answers to a log.</summary>
/// <param name="Status">The HTTP status of C2SP tlog-witness.</param>
/// <param name="Body">The signature line, or the size that the witness has; empty otherwise.</param>
/// <param name="Alarm">A log that turned out to be two; null when it did not.</param>
internal sealed record WitnessAnswer(int Status, string Body = "", WitnessReport? Alarm = null);
