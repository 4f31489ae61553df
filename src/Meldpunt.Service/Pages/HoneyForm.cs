using Meldpunt.Admin.Register;
using Meldpunt.Service.Access;
using Meldpunt.Service.Pages.Forms;

namespace Meldpunt.Service.Pages;

/// <summary>The form on which somebody is invented: the fields of an ordinary registration, without those that go without saying.</summary>
internal static class HoneyForm
{
    public const string PersonPath = RegistrationFields.Person + ".";

    /// <summary>Reads a registration that can be told to nobody.</summary>
    public static RegistrationInput Read(TypedForm form, DateFields dates)
    {
        var isCrime = form.YesOrNo(RegistrationFields.Crime);
        return new RegistrationInput
        {
            Kind = form[RegistrationFields.Kind],
            Person = PersonForm.Read(form, PersonPath, dates),
            FirstDay = dates.Read(RegistrationFields.FirstDay),
            LastDay = dates.Read(RegistrationFields.LastDay),
            FileReference = form[RegistrationFields.FileReference],
            IncidentDate = dates.Read(RegistrationFields.IncidentDate),
            Crime = isCrime,
            CrimeReported = isCrime,
            EvidenceInFile = true,
            Weighing = form[RegistrationFields.Weighing],
            NoticeKind = EntryTerms.Of(Admin.Register.NoticeKind.Impossible),
            NoticeReason = form[RegistrationFields.NoticeReason],
        };
    }

    /// <summary>The key of the label of a field.</summary>
    public static string LabelOf(string field) => field switch
    {
        Admin.Register.Honey.HoneyDesk.OfficerField => "honey.officer",
        RegistrationFields.Kind => "honey.kind",
        RegistrationFields.Crime => "honey.crime",
        RegistrationFields.IncidentDate => "honey.incident",
        RegistrationFields.FirstDay => "honey.first",
        RegistrationFields.LastDay => "honey.last",
        RegistrationFields.FileReference => "honey.file",
        RegistrationFields.Weighing => "honey.weighing",
        RegistrationFields.NoticeReason => "honey.reason",
        StepUp.CodeField => "step-up.code",
        _ => "person." + field[(field.LastIndexOf('.') + 1)..],
    };
}
