namespace Meldpunt.Admin;

/// <summary>A change of participants, accounts or tokens that cannot be made; the message says why, in Dutch, for the person who asked.</summary>
public sealed class AdministrationException(string message, bool isConflict = false, string? code = null) : InvalidOperationException(message)
{
    /// <summary>True when what was asked is well formed but what is there already stands in its way.</summary>
    public bool IsConflict { get; } = isConflict;

    /// <summary>A fixed name, for pages that have words of their own; null without.</summary>
    public string? Code { get; } = code;
}
