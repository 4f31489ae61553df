using Meldpunt.Admin.Persons;

namespace Meldpunt.Service.Pages.Forms;

/// <summary>One field of a form, as the partial views draw it.</summary>
internal sealed record FormField(TypedForm Form, string Name, string LabelKey)
{
    /// <summary>A sentence under the label, already in the reader's language.</summary>
    public string? Hint { get; init; }

    public bool IsOptional { get; init; }

    public bool HasFocus { get; init; }

    /// <summary>Suffix of the class that gives the field its width.</summary>
    public string Width { get; init; } = "full";

    /// <summary>Which keys a telephone shows.</summary>
    public string? Keys { get; init; }

    /// <summary>Lines of a long text; 1 is an ordinary field.</summary>
    public int Lines { get; init; } = 1;

    /// <summary>What stands in the field before anybody typed.</summary>
    public string? Start { get; init; }

    /// <summary>The choices, each with the key of its text, for a field that is chosen and not typed.</summary>
    public IReadOnlyList<(string Value, string TextKey)> Choices { get; init; } = [];

    public string? Value => Form[Name] ?? Start;

    public IReadOnlyList<Fault> Faults => Form.FaultsOf(Name);

    public bool HasFault => Faults.Count > 0;

    public string HintId => Name + "-uitleg";

    public string FaultId => Name + "-fout";

    /// <summary>Ids of what a screen reader says along with the field; null when there is nothing.</summary>
    public string? DescribedBy => (Hint, HasFault) switch
    {
        (null, false) => null,
        (not null, false) => HintId,
        (null, true) => FaultId,
        _ => $"{HintId} {FaultId}",
    };

    /// <summary>Id of the control that a fault's link leads to.</summary>
    public static string ControlId(string name, bool isChoice) => isChoice ? name + "-0" : name;
}
