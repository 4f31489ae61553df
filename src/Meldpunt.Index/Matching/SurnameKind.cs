namespace Meldpunt.Index.Matching;

/// <summary>Which form of the surname a key is made of.</summary>
internal enum SurnameKind : byte
{
    /// <summary>With its prefix, or a surname that has none.</summary>
    Whole = 1,

    /// <summary>A surname that has a prefix, without it: agrees with somebody who left the prefix out.</summary>
    PrefixLeftOut = 2,
}
