using Meldpunt.Admin.Register;
using static Meldpunt.Service.Pages.Registering.DraftFields;

namespace Meldpunt.Service.Pages.Registering;

/// <summary>One step of the conversation: its name in the address, and what it asks, top to bottom.</summary>
internal sealed record RegisterStep(string Name, IReadOnlyList<string> Fields)
{
    /// <summary>After the first step, when the register knows the person.</summary>
    public const string Known = "bekend";

    /// <summary>After the last.</summary>
    public const string Check = "controle";

    public static RegisterStep Who { get; } = new(
        "wie", [Surname, Prefix, FirstNames, NoFirstNames, DraftFields.BirthDate, Birthplace, Postcode, Address, Scanned]);

    public static RegisterStep What { get; } = new(
        "gebeurd",
        [
            RegistrationFields.IncidentDate, RegistrationFields.FileReference, RegistrationFields.Crime, RegistrationFields.CrimeReported,
            RegistrationFields.EvidenceInFile, RegistrationFields.Kind,
        ]);

    public static RegisterStep Weighing { get; } = new(
        "afweging", [RegistrationFields.WeighingOfAge, Extent, RegistrationFields.Weighing, Aggravating, Mitigating, Recidivism]);

    public static RegisterStep Term { get; } = new("termijn", [RegistrationFields.FirstDay, DraftFields.Term, RegistrationFields.LastDay]);

    public static RegisterStep Notice { get; } = new(
        "mededeling", [RegistrationFields.NoticeKind, RegistrationFields.NoticeDate, RegistrationFields.NoticeReason, RegistrationFields.RemindOn]);

    /// <summary>In the order in which they are taken.</summary>
    public static IReadOnlyList<RegisterStep> All { get; } = [Who, What, Weighing, Term, Notice];

    /// <summary>Place in that order, from 1.</summary>
    public int Number => All.ToList().IndexOf(this) + 1;

    /// <summary>The step of this name; null when there is none.</summary>
    public static RegisterStep? Find(string? name) => All.FirstOrDefault(step => string.Equals(step.Name, name, StringComparison.Ordinal));

    /// <summary>The step that asks for a field; the last one for what belongs nowhere.</summary>
    public static RegisterStep Of(string field) => All.FirstOrDefault(step => step.Fields.Contains(field, StringComparer.Ordinal)) ?? Notice;

    /// <summary>What comes after it.</summary>
    public string Next() => this == Notice ? Check : All[Number].Name;

    /// <summary>What comes before it; itself for the first.</summary>
    public string Previous() => All[Math.Max(Number - 2, 0)].Name;
}
