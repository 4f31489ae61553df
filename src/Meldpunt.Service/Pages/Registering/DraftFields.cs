using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Service.Pages.Forms;

namespace Meldpunt.Service.Pages.Registering;

/// <summary>Names of what the conversation asks. Where the interface has a field for it, it is the name of that field.</summary>
internal static class DraftFields
{
    public const string Person = RegistrationFields.Person + ".";
    public const string Surname = Person + PersonFields.Surname;
    public const string Prefix = Person + PersonFields.Prefix;
    public const string FirstNames = Person + PersonFields.FirstNames;
    public const string NoFirstNames = Person + PersonForm.NoFirstNames;
    public const string BirthDate = Person + PersonFields.BirthDate;
    public const string Birthplace = Person + PersonFields.Birthplace;
    public const string Postcode = Person + PersonFields.Postcode;
    public const string Address = Person + PersonFields.Address;
    public const string Scanned = Person + PersonForm.Scanned;

    // The weighing is one text in the register and four questions here.
    public const string Extent = RegistrationFields.Weighing + ".aard";
    public const string Mitigating = RegistrationFields.Weighing + ".verzachtend";
    public const string Aggravating = RegistrationFields.Weighing + ".verzwarend";
    public const string Recidivism = RegistrationFields.Weighing + ".herhaling";

    /// <summary>A number of months after the incident, or <see cref="TermByDate"/>.</summary>
    public const string Term = "termijn";
    public const string TermByDate = "datum";

    /// <summary>What the register answered when it was asked whether it knows this person.</summary>
    public const string Known = "bekend";

    /// <summary>What the officer said to that.</summary>
    public const string Answer = "antwoord";
    public const string SomebodyElse = "anders";

    /// <summary>Bans that the register named when it refused another one.</summary>
    public const string BansInTheWay = "verboden";

    // An incident for a ban that runs.
    public const string IncidentDay = "incident.datum";
    public const string IncidentKind = "incident.soort";
    public const string IncidentFoundBy = "incident.geconstateerdDoor";
    public const string IncidentFile = "incident.dossierkenmerk";
    public const string IncidentReported = "incident.aangifteGedaan";

    /// <summary>Key of a field's name in the catalogue.</summary>
    public static string LabelOf(string field) => field switch
    {
        "" => "register.title",
        _ when field.StartsWith(Person, StringComparison.Ordinal) => "person." + field[Person.Length..],
        IncidentKind => "register.field.watGebeurde",
        _ => "register.field." + field[(field.LastIndexOf('.') + 1)..],
    };

    /// <summary>True for fields that are chosen, not typed.</summary>
    public static bool IsChoice(string field) => field is RegistrationFields.Kind or RegistrationFields.Crime or RegistrationFields.CrimeReported
        or RegistrationFields.EvidenceInFile or RegistrationFields.NoticeKind or Term or IncidentKind or IncidentReported;
}
