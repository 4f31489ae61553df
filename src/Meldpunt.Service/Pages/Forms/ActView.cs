using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Index.Names;

namespace Meldpunt.Service.Pages.Forms;

/// <summary>The form of one act as a page draws it: its own words, its fields, and what was typed into them.</summary>
internal sealed class ActView(Entry entry, EntryAct act, TypedForm form)
{
    private const string PersonPart = "." + RegistrationFields.Person + ".";
    private static readonly string[] Chosen = [RegistrationFields.IncidentKind, RegistrationFields.IncidentReported, RegistrationFields.Ground, RegistrationFields.LaterNoticeKind];

    public Entry Entry => entry;

    public EntryAct Act => act;

    public TypedForm Form => form;

    /// <summary>The act as addresses and keys name it.</summary>
    public string Word => EntryTerms.Of(act);

    public string DoKey => $"entry.do.{Word}.{EntryTerms.Of(entry.Kind)}";

    public string WhatKey => $"entry.what.{Word}.{EntryTerms.Of(entry.Kind)}";

    public string Address => $"{PageMap.Entry(entry.Id)}?handeling={Word}";

    public string PersonPath => ActForm.PathOf(act) + RegistrationFields.Person + ".";

    /// <summary>True for what takes the entry away or away from the gates.</summary>
    public bool IsGrave => act is EntryAct.Refuse or EntryAct.Withdraw or EntryAct.Restrict;

    /// <summary>Shown open: it was sent and not done, or it is what the entry waits for.</summary>
    public bool IsOpen => form.Faults.Count > 0 || act == EntryAct.Confirm;

    /// <summary>True when nothing is known of the first names, or the box was ticked.</summary>
    public bool HasNoFirstNames => form.IsTicked(PersonPath + PersonForm.NoFirstNames) || (form.Faults.Count == 0 && entry.Person!.FirstNames is null);

    public static IReadOnlyList<(string Value, string TextKey)> Grounds { get; } = [.. EntryTerms.Grounds.Select(ground => (ground, "entry.reason." + ground))];

    public static IReadOnlyList<(string Value, string TextKey)> Notices { get; } = [.. EntryTerms.Notices.Keys.Select(notice => (notice, "notice." + notice))];

    /// <summary>What can have happened; trespass only where there is a ban.</summary>
    public IReadOnlyList<(string Value, string TextKey)> Incidents =>
        [.. EntryTerms.Incidents.Where(pair => entry.Kind == EntryKind.Ban || pair.Value != IncidentKind.Trespass).Select(pair => (pair.Key, "entry.incident-kind." + pair.Key))];

    public static IReadOnlyList<(string Value, string TextKey)> YesOrNo { get; } = [("ja", "form.yes"), ("nee", "form.no")];

    /// <summary>Key of a field's name.</summary>
    public static string LabelOf(string field) =>
        (field.Contains(PersonPart, StringComparison.Ordinal) ? "person." : "entry.field.") + field[(field.LastIndexOf('.') + 1)..];

    /// <summary>Where a fault's link leads; null when it is about the whole.</summary>
    public static string? ControlOf(Fault fault)
    {
        var name = fault.Field[(fault.Field.LastIndexOf('.') + 1)..];
        return string.Equals(name, ActForm.WholeField, StringComparison.Ordinal)
            ? null
            : FormField.ControlId(fault.Field, Chosen.Contains(name, StringComparer.Ordinal));
    }

    /// <summary>A field that is typed.</summary>
    public FormField Field(string name) => new(form, ActForm.PathOf(act) + name, LabelOf(ActForm.PathOf(act) + name));

    /// <summary>A field that is chosen.</summary>
    public FormField Choice(string name, IReadOnlyList<(string Value, string TextKey)> choices) => Field(name) with { Choices = choices };

    /// <summary>A field of the person, which begins with what is registered.</summary>
    public FormField PersonField(string name, string width) => new(form, PersonPath + name, "person." + name) { Width = width, Start = Registered(entry.Person!, name) };

    private static string? Registered(PersonDetails person, string name) => name switch
    {
        PersonFields.Surname => person.Surname,
        PersonFields.Prefix => person.Prefix,
        PersonFields.FirstNames => person.FirstNames,
        PersonFields.BirthDate => TypedDate.Write(person.BirthDate),
        PersonFields.Birthplace => person.Birthplace,
        PersonFields.Address => person.Address,
        PersonFields.Postcode => person.Postcode,
        _ => null,
    };
}
