using System.Globalization;
using Meldpunt.Admin.Register;
using Meldpunt.Service.Pages.Forms;

namespace Meldpunt.Service.Pages.Registering;

/// <summary>What the partial view of a step draws.</summary>
/// <param name="Draft">The draft.</param>
/// <param name="Form">What stands in the fields, and what is wrong with them.</param>
/// <param name="Today">The day it is.</param>
/// <param name="ParticipantName">The officer's own garage.</param>
internal sealed record StepView(DraftForm Draft, TypedForm Form, DateOnly Today, string ParticipantName)
{
    public static IReadOnlyList<(string Value, string TextKey)> Kinds { get; } = EntryTerms.Kinds.Keys.Select(kind => (kind, "kind." + kind)).ToList();

    public static IReadOnlyList<(string Value, string TextKey)> Notices { get; } =
        EntryTerms.Notices.Keys.Select(notice => (notice, "notice." + notice)).ToList();

    public static IReadOnlyList<(string Value, string TextKey)> YesOrNo { get; } = [("ja", "form.yes"), ("nee", "form.no")];

    public static IReadOnlyList<(string Value, string TextKey)> NuisanceOrCrime { get; } = [("nee", "register.nuisance"), ("ja", "register.crime")];

    /// <summary>Most things begin on the day they are written down.</summary>
    public string StartDay => Today.ToString("d-M-yyyy", CultureInfo.InvariantCulture);

    /// <summary>A text field.</summary>
    public FormField Text(string name, string width = "full", bool isOptional = false, string? hint = null, int lines = 1, string? start = null, bool hasFocus = false) =>
        new(Form, name, DraftFields.LabelOf(name)) { Width = width, IsOptional = isOptional, Hint = hint, Lines = lines, Start = start, HasFocus = hasFocus };

    /// <summary>A question that is answered by choosing.</summary>
    public FormField Choice(string name, IReadOnlyList<(string Value, string TextKey)> choices, string? hint = null) =>
        new(Form, name, DraftFields.LabelOf(name)) { Choices = choices, Hint = hint };

    public override string ToString() => nameof(StepView);
}
