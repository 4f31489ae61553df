namespace Meldpunt.Admin.Accounts;

/// <summary>So many passwords wait to be looked at that one more is refused; in a moment there is room again.</summary>
public sealed class TooManyWaitException() : InvalidOperationException("Too many passwords wait to be hashed.");
