using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.FollowUps.Figures;
using Meldpunt.Admin.Messages;
using Meldpunt.Admin.NotMe;

namespace Meldpunt.Admin.Installations;

// What comes after a match.
public sealed partial class Installation
{
    /// <summary>The cases that matches opened.</summary>
    public FollowUpStore FollowUps { get; }

    /// <summary>What desks record of them.</summary>
    public FollowUpDesk FollowUpDesk { get; }

    /// <summary>The marks of visitors who are not the registered person.</summary>
    public NotMeStore Marks { get; }

    /// <summary>How matches are followed up, counted.</summary>
    public FigureReader Figures { get; }

    /// <summary>Makes and removes marks. One for a process: it counts what was refused.</summary>
    public NotMeDesk CreateNotMeDesk() => new(Writer, Acts, Keys, Projection, Bell, Traces, Time);

    /// <summary>Opens them, from the rows of the log. One for a process.</summary>
    public MatchFollower MatchFollower { get; }

    /// <summary>Says that they wait. One for a process.</summary>
    public FollowUpClock FollowUpClock { get; }

    /// <summary>What desks, gates and the consortium are told.</summary>
    public MessageStore Messages { get; }

    /// <summary>Where desks say that they saw them.</summary>
    public MessageDesk MessageDesk { get; }

    /// <summary>How they are told besides their pages.</summary>
    public ChannelStore Channels { get; }

    /// <summary>What is on its way over them.</summary>
    public OutboxStore Outbox { get; }

    /// <summary>Rings when there is something new to tell.</summary>
    public MessageBell Bell { get; } = new();
}
