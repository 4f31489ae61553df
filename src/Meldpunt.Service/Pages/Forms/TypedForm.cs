using Meldpunt.Admin.Persons;

namespace Meldpunt.Service.Pages.Forms;

/// <summary>What somebody typed into a form, and what is wrong with it. Never printed.</summary>
internal sealed class TypedForm(IFormCollection form, IReadOnlyList<Fault> faults)
{
    private const string Yes = "ja";
    private const string No = "nee";

    /// <summary>A form in which nothing was typed yet.</summary>
    public static TypedForm Empty { get; } = new(FormCollection.Empty, []);

    public IReadOnlyList<Fault> Faults => faults;

    /// <summary>What was typed into a field; null when the form had no such field.</summary>
    public string? this[string field] => form[field] is { Count: > 0 } values ? values[0] : null;

    /// <summary>True when a box was ticked.</summary>
    public bool IsTicked(string field) => string.Equals(this[field], Yes, StringComparison.Ordinal);

    /// <summary>What was chosen of yes and no; null when neither was.</summary>
    public bool? YesOrNo(string field) => this[field] switch { Yes => true, No => false, _ => null };

    /// <summary>All that is wrong with a field.</summary>
    public IReadOnlyList<Fault> FaultsOf(string field) => faults.Where(fault => string.Equals(fault.Field, field, StringComparison.Ordinal)).ToList();

    /// <summary>The same text with faults.</summary>
    public TypedForm With(IReadOnlyList<Fault> found) => new(form, found);

    public override string ToString() => nameof(TypedForm);
}
