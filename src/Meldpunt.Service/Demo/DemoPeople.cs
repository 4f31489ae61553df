using System.Globalization;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;

namespace Meldpunt.Service.Demo;

/// <summary>The invented people of the demo. Nobody in the list exists; the addresses do not either.</summary>
internal static class DemoPeople
{
    private const int Columns = 11;

    /// <summary>The registrations, in order, with the number of the participant that makes each.</summary>
    public static IEnumerable<(int Participant, RegistrationInput Input)> Registrations(DateOnly today)
    {
        using var reader = new StreamReader(typeof(DemoPeople).Assembly.GetManifestResourceStream("demo-people.csv")!);
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                number++;
                yield return Read(line.Split(';'), number, today);
            }
        }
    }

    // participant;kind;days since the incident;months;surname;prefix;first names;birth date;birthplace;address;postcode
    private static (int Participant, RegistrationInput Input) Read(string[] parts, int number, DateOnly today)
    {
        if (parts.Length != Columns)
        {
            throw new InvalidDataException($"Row {number} of the demo's people has {parts.Length} columns.");
        }

        var incident = today.AddDays(-int.Parse(parts[2], CultureInfo.InvariantCulture));
        var isBan = string.Equals(parts[1], "toegangsverbod", StringComparison.Ordinal);
        return (int.Parse(parts[0], CultureInfo.InvariantCulture), new RegistrationInput
        {
            Kind = parts[1],
            Person = new PersonInput
            {
                Surname = parts[4],
                Prefix = parts[5],
                FirstNames = parts[6],
                BirthDate = parts[7],
                Birthplace = parts[8],
                Address = parts[9],
                Postcode = parts[10],
            },
            FirstDay = Day(incident),
            LastDay = Day(incident.AddMonths(int.Parse(parts[3], CultureInfo.InvariantCulture))),
            FileReference = string.Create(CultureInfo.InvariantCulture, $"DEMO-{number:000}"),
            IncidentDate = Day(incident),
            Crime = isBan,
            CrimeReported = isBan,
            EvidenceInFile = true,
            Weighing = "Verzonnen registratie voor de demo: herhaalde overlast, geen verzachtende omstandigheden bekend.",
            NoticeKind = "uitgereikt",
            NoticeDate = Day(incident),
        });
    }

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
