using Meldpunt.Admin.Messages;

namespace Meldpunt.Admin.FollowUps;

/// <summary>The words of the interface for cases and messages, and the times that a case may wait.</summary>
public static class FollowUpTerms
{
    /// <summary>Longest name of whom somebody spoke with, and longest conditions: they are read standing, at a gate.</summary>
    public const int MaxSpokenWith = 100;
    public const int MaxConditions = 200;

    /// <summary>
    /// After the match, when nobody spoke: the asker's own desk is reminded, then the desk of the primary source, then the consortium.
    /// </summary>
    public static IReadOnlyList<TimeSpan> ToCall { get; } = [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1)];

    /// <summary>After the call, when the gate has no advice: the asker's desk, then the consortium.</summary>
    public static IReadOnlyList<TimeSpan> ToAdvise { get; } = [TimeSpan.FromMinutes(15), TimeSpan.FromHours(1)];

    /// <summary>After the advice, when the desk of the primary source has not confirmed the call: that desk, then the consortium.</summary>
    public static IReadOnlyList<TimeSpan> ToConfirm { get; } = [TimeSpan.FromHours(1), TimeSpan.FromHours(24)];

    /// <summary>After the match, how long a closed case takes another advice: a slip of the finger, or what the other desk said later, must not keep a visitor out.</summary>
    public static TimeSpan AdviceStays { get; } = TimeSpan.FromHours(24);

    /// <summary>What the interface calls each state.</summary>
    public static IReadOnlyDictionary<string, FollowUpState> States { get; } = new Dictionary<string, FollowUpState>(StringComparer.Ordinal)
    {
        ["teBellen"] = FollowUpState.ToCall,
        ["teAdviseren"] = FollowUpState.ToAdvise,
        ["teBevestigen"] = FollowUpState.ToConfirm,
        ["gesloten"] = FollowUpState.Closed,
        ["vervallen"] = FollowUpState.Lapsed,
    };

    public static IReadOnlyDictionary<string, VisitorIdentity> Identities { get; } = new Dictionary<string, VisitorIdentity>(StringComparer.Ordinal)
    {
        ["bevestigd"] = VisitorIdentity.Confirmed,
        ["anderePersoon"] = VisitorIdentity.OtherPerson,
        ["onduidelijk"] = VisitorIdentity.Unclear,
    };

    public static IReadOnlyDictionary<string, GateAdvice> Advices { get; } = new Dictionary<string, GateAdvice>(StringComparer.Ordinal)
    {
        ["toelaten"] = GateAdvice.Admit,
        ["weigeren"] = GateAdvice.Refuse,
        ["voorwaarden"] = GateAdvice.Conditions,
    };

    public static IReadOnlyDictionary<string, CallResult> Results { get; } = new Dictionary<string, CallResult>(StringComparer.Ordinal)
    {
        ["gesproken"] = CallResult.Spoken,
        ["nietGesproken"] = CallResult.NotSpoken,
        ["geenGehoor"] = CallResult.NoAnswer,
    };

    public static IReadOnlyDictionary<string, FollowUpSide> Sides { get; } = new Dictionary<string, FollowUpSide>(StringComparer.Ordinal)
    {
        ["bevrager"] = FollowUpSide.Asker,
        ["bron"] = FollowUpSide.Source,
        ["beide"] = FollowUpSide.Both,
    };

    /// <summary>What the interface calls each kind of message.</summary>
    public static IReadOnlyDictionary<string, MessageKind> Messages { get; } = new Dictionary<string, MessageKind>(StringComparer.Ordinal)
    {
        ["match"] = MessageKind.Match,
        ["herinnering"] = MessageKind.Reminder,
        ["escalatie"] = MessageKind.Escalation,
        ["raadpleging"] = MessageKind.Call,
        ["advies"] = MessageKind.Advice,
        ["bevestiging"] = MessageKind.Confirmation,
        ["betwisting"] = MessageKind.Dispute,
        ["vervallen"] = MessageKind.Lapse,
        ["registratieGewijzigd"] = MessageKind.EntryChanged,
        ["proef"] = MessageKind.Trial,
    };

    public static string Of(FollowUpState state) => States.First(pair => pair.Value == state).Key;

    public static string Of(VisitorIdentity identity) => Identities.First(pair => pair.Value == identity).Key;

    public static string Of(GateAdvice advice) => Advices.First(pair => pair.Value == advice).Key;

    public static string Of(CallResult result) => Results.First(pair => pair.Value == result).Key;

    public static string Of(FollowUpSide side) => Sides.First(pair => pair.Value == side).Key;

    public static string Of(MessageKind kind) => Messages.First(pair => pair.Value == kind).Key;
}
