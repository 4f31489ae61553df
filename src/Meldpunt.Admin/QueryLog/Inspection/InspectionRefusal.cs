namespace Meldpunt.Admin.QueryLog.Inspection;

/// <summary>Why a look into the log about one person goes no further.</summary>
public enum InspectionRefusal
{
    /// <summary>It goes on.</summary>
    None,

    /// <summary>This account, or all of them together, has as many open requests as it may have.</summary>
    TooManyOpen,

    /// <summary>There is no such request that still waits: its time is over, it was withdrawn, or somebody confirmed it.</summary>
    Gone,

    /// <summary>Who asked may not confirm.</summary>
    OwnRequest,

    /// <summary>Another code was read out.</summary>
    WrongCode,

    /// <summary>It was one wrong code too many, and the request is gone.</summary>
    TooManyWrongCodes,
}
