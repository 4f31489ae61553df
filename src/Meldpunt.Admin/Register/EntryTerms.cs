namespace Meldpunt.Admin.Register;

/// <summary>The words of the interface for kinds of registration and of notice.</summary>
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
        ["uitgesteld"] = NoticeKind.Deferred,
        ["onmogelijk"] = NoticeKind.Impossible,
    };

    public static string Of(EntryKind kind) => Kinds.First(pair => pair.Value == kind).Key;

    public static string Of(NoticeKind kind) => Notices.First(pair => pair.Value == kind).Key;
}
