using System.Globalization;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;

namespace Meldpunt.Admin.Unidentified;

/// <summary>Reads the fields of an unidentified person, or says everything that is wrong with them at once.</summary>
internal static class UnidentifiedCheck
{
    /// <summary>Longest name of a place.</summary>
    public const int MaxPlaceLength = 200;

    private static readonly string[] TimeForms = ["HH':'mm", "H':'mm", "HH'.'mm", "H'.'mm"];

    /// <summary>Checks the fields; faults are added to the list, and the result is null when any was.</summary>
    public static UnidentifiedDetails? Check(UnidentifiedInput input, ICollection<Fault> faults)
    {
        var before = faults.Count;
        var fields = new FieldReader(faults);
        var description = fields.Prose(input.Description, UnidentifiedFields.Description, RegistrationCheck.MaxProseLength);
        var place = fields.Prose(input.Place, UnidentifiedFields.Place, MaxPlaceLength);
        var incident = fields.Day(input.IncidentDate, UnidentifiedFields.IncidentDate);
        var time = Time(input.TimeOfDay, faults);
        var lastDay = fields.Day(input.LastDay, UnidentifiedFields.LastDay);
        var reference = fields.Prose(input.FileReference, UnidentifiedFields.FileReference, RegistrationCheck.MaxReferenceLength);
        var evidence = fields.YesOrNo(input.EvidenceInFile, UnidentifiedFields.EvidenceInFile);
        var weighing = fields.Prose(input.Weighing, UnidentifiedFields.Weighing, RegistrationCheck.MaxProseLength);
        return faults.Count > before ? null : new UnidentifiedDetails
        {
            Description = description!,
            Place = place!,
            IncidentDate = incident!.Value,
            TimeOfDay = time!.Value,
            LastDay = lastDay!.Value,
            FileReference = reference!,
            EvidenceInFile = evidence!.Value,
            Weighing = weighing!,
        };
    }

    /// <summary>A ground of withdrawal; a fault is added when it is none.</summary>
    public static string? Ground(string? typed, ICollection<Fault> faults) =>
        new FieldReader(faults).Word(typed, UnidentifiedFields.Ground, EntryTerms.Grounds);

    private static TimeOnly? Time(string? typed, ICollection<Fault> faults)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            faults.Add(new Fault(UnidentifiedFields.TimeOfDay, "ontbreekt", $"Het veld {UnidentifiedFields.TimeOfDay} ontbreekt."));
        }
        else if (TimeOnly.TryParseExact(typed.Trim(), TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }
        else
        {
            faults.Add(new Fault(UnidentifiedFields.TimeOfDay, "tijd", $"Schrijf in {UnidentifiedFields.TimeOfDay} uren en minuten: 20:15."));
        }

        return null;
    }
}
