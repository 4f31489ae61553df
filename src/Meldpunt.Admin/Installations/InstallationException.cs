namespace Meldpunt.Admin.Installations;

/// <summary>The folder is not what was expected; the message says what to do, in Dutch, for the person at the shell.</summary>
public class InstallationException(string message) : InvalidOperationException(message);
