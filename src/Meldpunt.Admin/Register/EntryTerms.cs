namespace Meldpunt.Admin.Register;

/// <summary>The words of the interface for what an entry is, what happens to it and why.</summary>
public static class EntryTerms
{
    /// <summary>What the interface calls each kind of registration.</summary>
    public static IReadOnlyDictionary<string, EntryKind> Kinds { get; } = new Dictionary<string, EntryKind>(StringComparer.Ordinal)
    {
        ["waarschuwing"] = EntryKind.Warning,
        ["toegangsverbod"] = EntryKind.Ban,
    };

    /// <summary>What the interface calls each kind of notice.</summary>
    public static IReadOnlyDictionary<string, NoticeKind> Notices { get; } = new Dictionary<string, NoticeKind>(StringComparer.Ordinal)
    {
        ["uitgereikt"] = NoticeKind.HandedOver,
        ["post"] = NoticeKind.Post,
        ["email"] = NoticeKind.Email,
        ["uitgesteld"] = NoticeKind.Deferred,
        ["onmogelijk"] = NoticeKind.Impossible,
    };

    /// <summary>What the interface calls each state.</summary>
    public static IReadOnlyDictionary<string, EntryState> States { get; } = new Dictionary<string, EntryState>(StringComparer.Ordinal)
    {
        ["wachtOpBevestiging"] = EntryState.AwaitsConfirmation,
        ["actief"] = EntryState.Active,
        ["beperkt"] = EntryState.Restricted,
        ["ingetrokken"] = EntryState.Withdrawn,
    };

    /// <summary>What the interface calls each kind of incident.</summary>
    public static IReadOnlyDictionary<string, IncidentKind> Incidents { get; } = new Dictionary<string, IncidentKind>(StringComparer.Ordinal)
    {
        ["overlast"] = IncidentKind.Nuisance,
        ["strafbaarFeit"] = IncidentKind.Crime,
        ["huisvredebreuk"] = IncidentKind.Trespass,
    };

    /// <summary>Why an entry goes before its time: wrong, an objection that was right, the wrong person, or not needed any more.</summary>
    public static IReadOnlyList<string> Grounds { get; } = ["onterecht", "bezwaar", "persoonsverwisseling", "nietMeerNodig"];

    /// <summary>What the interface calls each step of the ladder.</summary>
    public static IReadOnlyDictionary<string, LadderAdvice> Advices { get; } = new Dictionary<string, LadderAdvice>(StringComparer.Ordinal)
    {
        ["waarschuwing"] = LadderAdvice.Warning,
        ["toegangsverbod"] = LadderAdvice.Ban,
        ["incident"] = LadderAdvice.Incident,
    };

    /// <summary>What the interface calls each act.</summary>
    public static IReadOnlyDictionary<string, EntryAct> Acts { get; } = new Dictionary<string, EntryAct>(StringComparer.Ordinal)
    {
        ["bevestigen"] = EntryAct.Confirm,
        ["afkeuren"] = EntryAct.Refuse,
        ["incident"] = EntryAct.AddIncident,
        ["corrigeren"] = EntryAct.Correct,
        ["mededelen"] = EntryAct.Tell,
        ["beperken"] = EntryAct.Restrict,
        ["opheffen"] = EntryAct.Lift,
        ["intrekken"] = EntryAct.Withdraw,
    };

    public static string Of(EntryState state) => States.First(pair => pair.Value == state).Key;

    public static string Of(IncidentKind kind) => Incidents.First(pair => pair.Value == kind).Key;

    public static string Of(LadderAdvice advice) => Advices.First(pair => pair.Value == advice).Key;

    public static string Of(EntryAct act) => Acts.First(pair => pair.Value == act).Key;

    public static string Of(EntryKind kind) => Kinds.First(pair => pair.Value == kind).Key;

    public static string Of(NoticeKind kind) => Notices.First(pair => pair.Value == kind).Key;
}
