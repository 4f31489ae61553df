namespace Meldpunt.Service.Access;

/// <summary>What somebody can guess at.</summary>
internal enum GuessKind
{
    Password,

    /// <summary>The second step: a code of an app, or one on paper.</summary>
    SecondFactor,

    /// <summary>At an enrolled terminal.</summary>
    Pin,
}
