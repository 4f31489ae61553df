using Meldpunt.Admin.QueryLog;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Matching;

namespace Meldpunt.Admin.FollowUps;

/// <summary>A case: one entry that a visitor at a gate matched, and the phone call that must follow (protocol article 3.2). Holds nothing of the person.</summary>
public sealed class FollowUp
{
    public OpaqueId Id { get; init; }

    /// <summary>Number of the row of the log that it was opened for.</summary>
    public long Seq { get; init; }

    /// <summary>Which of the entries that the row names, from 0 on.</summary>
    public int Place { get; init; }

    public OpaqueId QueryId { get; init; }

    public OpaqueId EntryId { get; init; }

    public int MatchYear { get; init; }

    public int MatchNumber { get; init; }

    /// <summary>What both desks call the match by; one for all cases of one visitor.</summary>
    public string Reference => LoggedQuery.FormatReference(MatchYear, MatchNumber);

    /// <summary>In what the visitor and the entry agree.</summary>
    public Agreement Agreement { get; init; }

    /// <summary>When the visitor was asked about.</summary>
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>The participant whose gate asked, where, and who.</summary>
    public OpaqueId AskerId { get; init; }

    public OpaqueId LocationId { get; init; }

    public OpaqueId AccountId { get; init; }

    /// <summary>The participant that registered: the primary source. The empty id when the entry was gone before the case was opened.</summary>
    public OpaqueId SourceId { get; init; }

    public FollowUpState State { get; set; }

    /// <summary>1 at first, one more with every act.</summary>
    public int Version { get; set; }

    /// <summary>Calls that nobody answered.</summary>
    public int Tries { get; set; }

    /// <summary>When the asker's desk first said that they spoke; null when not yet.</summary>
    public DateTimeOffset? CalledAt { get; set; }

    public OpaqueId? CalledBy { get; set; }

    /// <summary>With whom; sealed under the key of the entry.</summary>
    internal byte[]? SpokenWith { get; set; }

    public VisitorIdentity? Outcome { get; set; }

    public GateAdvice? Advice { get; set; }

    /// <summary>Sealed under the key of the entry.</summary>
    internal byte[]? Conditions { get; set; }

    public DateTimeOffset? AdvisedAt { get; set; }

    public OpaqueId? AdvisedBy { get; set; }

    /// <summary>What the desk of the primary source says: that they spoke, or did not; null when nothing yet.</summary>
    public CallResult? SourceSays { get; set; }

    public VisitorIdentity? SourceOutcome { get; set; }

    public DateTimeOffset? ConfirmedAt { get; set; }

    public OpaqueId? ConfirmedBy { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>How many times it was said that the present step waits.</summary>
    public int Escalation { get; set; }

    /// <summary>When that is said next; null when the case waits for nobody, or everybody was told.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>True when a gate met an entry of its own participant: there is no other desk to call.</summary>
    public bool IsOwn => AskerId == SourceId;

    public bool IsOpen => State is FollowUpState.ToCall or FollowUpState.ToAdvise or FollowUpState.ToConfirm;

    /// <summary>True while another advice may be given: the case is open, or it closed while the visitor may still stand there. Whether its entry is there is another matter.</summary>
    public bool TakesAdvice(DateTimeOffset now) => IsOpen || (State == FollowUpState.Closed && now - OpenedAt < FollowUpTerms.AdviceStays);

    /// <summary>True when both desks say that it is somebody else.</summary>
    public bool BothSayOther => Outcome == VisitorIdentity.OtherPerson && SourceOutcome == VisitorIdentity.OtherPerson;

    /// <summary>On which side a participant stands; null when on neither.</summary>
    public FollowUpSide? SideOf(OpaqueId participantId) => (participantId == AskerId, participantId == SourceId) switch
    {
        (true, true) => FollowUpSide.Both,
        (true, false) => FollowUpSide.Asker,
        (false, true) => FollowUpSide.Source,
        _ => null,
    };

    public override string ToString() => nameof(FollowUp);
}
