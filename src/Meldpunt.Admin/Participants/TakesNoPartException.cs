namespace Meldpunt.Admin.Participants;

/// <summary>The caller's participant went while this was under way, so nothing was done: what it would have made nobody would ever erase (article 7.2).</summary>
public sealed class TakesNoPartException() : InvalidOperationException("The participant takes part no longer; nothing was done.");
