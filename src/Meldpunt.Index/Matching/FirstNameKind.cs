namespace Meldpunt.Index.Matching;

/// <summary>Which form of the first names a key is made of.</summary>
internal enum FirstNameKind : byte
{
    /// <summary>The first given name, in full.</summary>
    GivenName = 1,

    /// <summary>The first initial of somebody whose names are known in full.</summary>
    InitialOfName = 2,

    /// <summary>The first initial of somebody of whom only initials are known.</summary>
    InitialOnly = 3,
}
