namespace Meldpunt.Admin.Accounts;

/// <summary>With what somebody signed in, or proved once more who they are. The numbers stand in the database.</summary>
[Flags]
public enum SignInMethods
{
    None = 0,

    Password = 1,

    /// <summary>A code of an authenticator app (RFC 6238).</summary>
    Authenticator = 2,

    /// <summary>A passkey, with the user verified (WebAuthn level 3).</summary>
    Passkey = 4,

    /// <summary>One of the codes on paper, each of which works once.</summary>
    RecoveryCode = 8,

    /// <summary>A PIN, which works on an enrolled terminal only.</summary>
    Pin = 16,

    /// <summary>On an enrolled terminal: something that the desk gave out.</summary>
    Terminal = 32,

    /// <summary>Whatever counts as a second factor.</summary>
    SecondFactor = Authenticator | Passkey | RecoveryCode,
}
