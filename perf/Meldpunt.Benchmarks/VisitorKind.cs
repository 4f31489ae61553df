namespace Meldpunt.Benchmarks;

/// <summary>Who asks.</summary>
internal enum VisitorKind
{
    /// <summary>Somebody who is registered, perhaps typed differently.</summary>
    Registered,

    /// <summary>An outsider with the surname and the birth date of somebody registered, but for typing differences.</summary>
    SameDate,

    /// <summary>An outsider who shares nothing with anybody on purpose.</summary>
    Random,
}
