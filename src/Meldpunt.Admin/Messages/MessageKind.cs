namespace Meldpunt.Admin.Messages;

/// <summary>What somebody is told. The numbers stand in the database; the words in <see cref="FollowUps.FollowUpTerms.Messages"/>.</summary>
public enum MessageKind
{
    /// <summary>A visitor matched: to both desks (protocol article 3.2).</summary>
    Match = 1,

    /// <summary>A case waits for this desk.</summary>
    Reminder = 2,

    /// <summary>A case waits for another desk, and too long: to the primary source, to the consortium.</summary>
    Escalation = 3,

    /// <summary>The asker's desk says that they spoke, or tried: to the primary source, which confirms it.</summary>
    Call = 4,

    /// <summary>The advice: to the gates at the place where was asked, and to the primary source.</summary>
    Advice = 5,

    /// <summary>The primary source confirms the call: to the asker's desk.</summary>
    Confirmation = 6,

    /// <summary>The primary source says that it was not called: to the asker's desk and the consortium.</summary>
    Dispute = 7,

    /// <summary>The entry went, and with it the reason to call: to the asker's desk and its gates.</summary>
    Lapse = 8,

    /// <summary>An entry that matched here was corrected, restricted, released or ended before its time (article 9.5).</summary>
    EntryChanged = 9,

    /// <summary>A trial of a channel.</summary>
    Trial = 10,
}
