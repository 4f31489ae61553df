namespace Meldpunt.Admin.Calendar;

/// <summary>What is wrong with the clock.</summary>
public enum ClockTrouble
{
    None,

    /// <summary>It runs behind the newest row of the log: it was set back, or ran ahead before.</summary>
    BehindLog,

    /// <summary>It jumped ahead, or the machine stood still; which of the two cannot be seen from here.</summary>
    JumpedAhead,
}
