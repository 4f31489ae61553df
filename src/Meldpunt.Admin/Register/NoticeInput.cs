namespace Meldpunt.Admin.Register;

/// <summary>That the person was told, as somebody typed it, nothing checked (article 9.1). Never printed.</summary>
public sealed class NoticeInput
{
    /// <summary>One of <see cref="EntryTerms.Notices"/>.</summary>
    public string? Kind { get; init; }

    public string? Day { get; init; }

    public string? Reason { get; init; }

    /// <summary>When the desk is to be reminded of what was put off.</summary>
    public string? RemindOn { get; init; }

    public override string ToString() => nameof(NoticeInput);
}
