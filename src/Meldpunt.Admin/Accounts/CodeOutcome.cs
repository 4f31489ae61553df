namespace Meldpunt.Admin.Accounts;

/// <summary>What is to be said of a code that somebody typed.</summary>
public enum CodeOutcome
{
    /// <summary>It is wrong, or nothing that could be a code.</summary>
    Wrong = 0,

    /// <summary>It works, and now never again.</summary>
    Accepted = 1,

    /// <summary>It is the right one of this moment, but somebody used it already.</summary>
    Used = 2,

    /// <summary>It is the one of the thirty seconds before: not accepted, and nobody's failure.</summary>
    JustRunOut = 3,

    /// <summary>What it was to confirm was shown too long ago, or is another account's.</summary>
    OfferRanOut = 4,
}
