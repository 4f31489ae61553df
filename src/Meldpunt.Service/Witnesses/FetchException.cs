namespace Meldpunt.Service.Witnesses;

/// <summary>
/// The other side could not be reached, was too slow, or answered what nobody asked for. That says nothing about the log. The message says in Dutch what
/// happened, without addresses.
/// </summary>
internal sealed class FetchException(string message) : IOException(message);
