namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>
/// The log could not be looked at: there is none, it has no seal yet, or what was given to check it with cannot be read. It says nothing about whether the log is
/// in order. The message is Dutch and for whoever runs the installation.
/// </summary>
public sealed class VerificationException(string message) : Exception(message);
