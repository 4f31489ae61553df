namespace Meldpunt.Service.Access;

/// <summary>What came of a password that somebody chose with a code.</summary>
internal enum CodeUse
{
    /// <summary>The code works no more, and nothing was kept.</summary>
    Refused = 0,

    /// <summary>The password was kept, and its owner may not come in with this browser.</summary>
    Kept,

    /// <summary>The password was kept and the session is open.</summary>
    SignedIn,
}
