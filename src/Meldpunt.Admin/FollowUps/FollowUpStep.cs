namespace Meldpunt.Admin.FollowUps;

/// <summary>The places between which a process may end, from a match to what was delivered; for tests that end it there.</summary>
public enum FollowUpStep
{
    /// <summary>The match is durable and answered; its cases are not made.</summary>
    BeforeCases,

    /// <summary>Cases and messages are durable; nobody was told.</summary>
    CasesDurable,

    /// <summary>A message is about to be sent over a channel.</summary>
    BeforeSending,

    /// <summary>It was sent; that is not written down.</summary>
    Sent,

    /// <summary>That is durable.</summary>
    SentDurable,
}
