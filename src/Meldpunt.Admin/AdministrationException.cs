namespace Meldpunt.Admin;

/// <summary>A change of participants, accounts or tokens that cannot be made; the message says why, in Dutch, for the person who asked.</summary>
public sealed class AdministrationException(string message) : InvalidOperationException(message);
