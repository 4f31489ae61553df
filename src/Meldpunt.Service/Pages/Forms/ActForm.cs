using System.Globalization;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Service.Pages.Texts;

namespace Meldpunt.Service.Pages.Forms;

/// <summary>
/// The form of one act on an entry. A page has several of them, so each field has the act's word before its name.
/// </summary>
internal sealed class ActForm
{
    /// <summary>The field that says which version of the entry the page showed.</summary>
    public const string VersionField = "versie";

    /// <summary>Stands for the whole form in a fault.</summary>
    public const string WholeField = "geheel";

    private const int NoVersion = -1;
    private readonly DateFields _dates;
    private readonly string _path;

    public ActForm(EntryAct act, IFormCollection form, PageTexts texts)
    {
        Act = act;
        Typed = new TypedForm(form, []);
        _path = PathOf(act);
        _dates = new DateFields(Typed, texts);
    }

    public EntryAct Act { get; }

    /// <summary>What was typed, with the faults that were found.</summary>
    public TypedForm Typed { get; private set; }

    /// <summary>The version that the page showed; one that no entry has when the form does not say.</summary>
    public int Version => int.TryParse(Typed[VersionField], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : NoVersion;

    public string? Reason => Text(RegistrationFields.Reason);

    public string? Ground => Text(RegistrationFields.Ground);

    /// <summary>What stands before the fields of an act.</summary>
    public static string PathOf(EntryAct act) => EntryTerms.Of(act) + ".";

    public PersonInput Person() => PersonForm.Read(Typed, _path + RegistrationFields.Person + ".", _dates);

    public IncidentInput Incident() => new()
    {
        Day = Day(RegistrationFields.IncidentDay),
        Kind = Text(RegistrationFields.IncidentKind),
        FileReference = Text(RegistrationFields.IncidentFile),
        FoundBy = Text(RegistrationFields.FoundBy),
        CrimeReported = Typed.YesOrNo(_path + RegistrationFields.IncidentReported),
        LastDay = Day(RegistrationFields.LastDay),
    };

    public NoticeInput Notice() => new()
    {
        Kind = Text(RegistrationFields.LaterNoticeKind),
        Day = Day(RegistrationFields.LaterNoticeDate),
        Reason = Text(RegistrationFields.Reason),
        RemindOn = Day(RegistrationFields.NoticeRemindOn),
    };

    /// <summary>Takes in what was refused.</summary>
    public void Refuse(IEnumerable<Fault> faults) =>
        Typed = Typed.With(_dates.Explain(faults.Select(fault => fault with { Field = _path + (fault.Field.Length == 0 ? WholeField : fault.Field) })));

    private string? Text(string field) => Typed[_path + field];

    private string? Day(string field) => _dates.Read(_path + field);
}
