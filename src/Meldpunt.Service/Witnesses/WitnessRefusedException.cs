namespace Meldpunt.Service.Witnesses;

/// <summary>What was asked does not go with what stands in the folder; the message says so in Dutch.</summary>
internal sealed class WitnessRefusedException(string message) : InvalidOperationException(message);
