namespace Meldpunt.Admin.Keys;

/// <summary>A key that can be replaced while everything it protects stays readable.</summary>
public enum RotatedKey
{
    /// <summary>The master: <c>hoofd</c>.</summary>
    Master,

    /// <summary>The key of the hashes in the index: <c>index</c>.</summary>
    Index,

    /// <summary>The root secret: <c>wortel</c>.</summary>
    Root,
}
