using Meldpunt.Admin.Persons;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Register;

/// <summary>Reads the fields of a registration, or says everything that is wrong with them at once.</summary>
public static class RegistrationCheck
{
    /// <summary>Longest reference of a file.</summary>
    public const int MaxReferenceLength = 100;

    /// <summary>Longest weighing or reason.</summary>
    public const int MaxProseLength = 4_000;

    /// <summary>Most bans that a registration names as being about somebody else.</summary>
    public const int MaxOthers = 16;

    /// <summary>Checks the fields; faults are added to the list, and the result is null when any was.</summary>
    public static Registration? Check(RegistrationInput input, DateOnly today, ICollection<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(faults);
        var before = faults.Count;
        var read = new FieldReader(faults);
        var kind = read.Choice(input.Kind, RegistrationFields.Kind, EntryTerms.Kinds);
        var person = PersonCheck.Check(input.Person, today, RegistrationFields.Person + ".", faults);
        var firstDay = read.Day(input.FirstDay, RegistrationFields.FirstDay);
        var lastDay = read.Day(input.LastDay, RegistrationFields.LastDay);
        var reference = read.Prose(input.FileReference, RegistrationFields.FileReference, MaxReferenceLength);
        var incident = read.Day(input.IncidentDate, RegistrationFields.IncidentDate);
        var crime = read.YesOrNo(input.Crime, RegistrationFields.Crime);
        var reported = read.YesOrNo(input.CrimeReported, RegistrationFields.CrimeReported);
        var evidence = read.YesOrNo(input.EvidenceInFile, RegistrationFields.EvidenceInFile);
        var weighing = read.Prose(input.Weighing, RegistrationFields.Weighing, MaxProseLength);
        var weighingOfAge = read.ProseIfAny(input.WeighingOfAge, RegistrationFields.WeighingOfAge, MaxProseLength);
        var notice = read.Choice(input.NoticeKind, RegistrationFields.NoticeKind, EntryTerms.Notices);
        var noticeDate = read.DayIfAny(input.NoticeDate, RegistrationFields.NoticeDate);
        var noticeReason = read.ProseIfAny(input.NoticeReason, RegistrationFields.NoticeReason, MaxProseLength);
        var remindOn = read.DayIfAny(input.RemindOn, RegistrationFields.RemindOn);
        var others = Others(input.OtherPersonThan, faults);
        return faults.Count > before ? null : new Registration
        {
            Kind = kind!.Value,
            Person = person!,
            FirstDay = firstDay!.Value,
            LastDay = lastDay!.Value,
            FileReference = reference!,
            IncidentDate = incident!.Value,
            Crime = crime!.Value,
            CrimeReported = reported!.Value,
            EvidenceInFile = evidence!.Value,
            Weighing = weighing!,
            WeighingOfAge = weighingOfAge,
            Notice = notice!.Value,
            NoticeDate = noticeDate,
            NoticeReason = noticeReason,
            RemindOn = remindOn,
            OtherPersonThan = others,
        };
    }

    /// <summary>Reads a day that may be left out.</summary>
    public static DateOnly? DayIfAny(string? typed, string field, ICollection<Fault> faults) => new FieldReader(faults).DayIfAny(typed, field);

    private static HashSet<OpaqueId> Others(IReadOnlyList<string> typed, ICollection<Fault> faults)
    {
        var ids = new HashSet<OpaqueId>();
        var areIds = typed.Count <= MaxOthers && typed.All(text =>
        {
            var isId = OpaqueId.TryParse(text, out var id);
            ids.Add(id);
            return isId;
        });
        if (!areIds)
        {
            faults.Add(new Fault(
                RegistrationFields.OtherPersonThan, "geen-id", $"Het veld {RegistrationFields.OtherPersonThan} is een lijst van hoogstens {MaxOthers} registraties."));
        }

        return ids;
    }
}
