namespace Meldpunt.Service.SecondFactor;

/// <summary>What comes after a right password.</summary>
internal enum AfterPassword
{
    /// <summary>This account may not come in with this browser.</summary>
    Refused = 0,

    /// <summary>The session is open.</summary>
    SignedIn,

    /// <summary>The session is open for setting up a second factor, and for nothing else.</summary>
    SetUpFirst,

    /// <summary>The second factor is asked for.</summary>
    AskSecondFactor,
}
