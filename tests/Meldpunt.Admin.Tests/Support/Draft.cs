using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.Tests.Support;

/// <summary>
/// A registration that breaks no rule on <see cref="TestDays.Today"/>: a warning for an incident of yesterday, for as long as the protocol
/// allows. A test changes the one thing it is about. The person is invented.
/// </summary>
internal sealed class Draft
{
    public static readonly DateOnly Incident = TestDays.Today.AddDays(-1);

    public string? Kind { get; set; } = "waarschuwing";

    public string? Surname { get; set; } = "Zonderveld";

    public string? Prefix { get; set; } = "van";

    public string? FirstNames { get; set; } = "Quirijn";

    public string? BirthDate { get; set; } = "1984-03-12";

    public string? Birthplace { get; set; } = "Schoonhuizen";

    public string? Address { get; set; } = "Kromme Laan 17";

    public string? Postcode { get; set; } = "9999 XZ";

    public string? FirstDay { get; set; } = TestDays.Text(TestDays.Today);

    public string? LastDay { get; set; } = TestDays.Text(Incident.AddMonths(12));

    public string? IncidentDate { get; set; } = TestDays.Text(Incident);

    public string? FileReference { get; set; } = "DOSSIER-2026-041";

    public bool? Crime { get; set; } = false;

    public bool? CrimeReported { get; set; } = false;

    public bool? EvidenceInFile { get; set; } = true;

    public string? Weighing { get; set; } = "Herhaalde vernieling weegt zwaarder dan het gemak van parkeren.";

    public string? NoticeKind { get; set; } = "uitgereikt";

    public string? NoticeDate { get; set; } = TestDays.Text(TestDays.Today);

    public string? NoticeReason { get; set; }

    public string? RemindOn { get; set; }

    public string? WeighingOfAge { get; set; }

    public IReadOnlyList<string> OtherPersonThan { get; set; } = [];

    /// <summary>A ban that stands by itself: a crime that was reported to the police.</summary>
    public static Draft BanForReportedCrime() => new() { Kind = "toegangsverbod", Crime = true, CrimeReported = true };

    /// <summary>A ban for an incident of today; it needs an earlier warning.</summary>
    public static Draft BanForNuisance() => new() { Kind = "toegangsverbod", IncidentDate = TestDays.Text(TestDays.Today) };

    /// <summary>Moves incident, notice and term, so that the registration is right on another day.</summary>
    public Draft For(DateOnly today)
    {
        FirstDay = TestDays.Text(today);
        IncidentDate = TestDays.Text(today.AddDays(-1));
        NoticeDate = TestDays.Text(today);
        LastDay = TestDays.Text(today.AddDays(-1).AddMonths(12));
        return this;
    }

    public PersonInput PersonInput() => new()
    {
        Surname = Surname,
        Prefix = Prefix,
        FirstNames = FirstNames,
        BirthDate = BirthDate,
        Birthplace = Birthplace,
        Address = Address,
        Postcode = Postcode,
    };

    public RegistrationInput Input() => new()
    {
        Kind = Kind,
        Person = PersonInput(),
        FirstDay = FirstDay,
        LastDay = LastDay,
        FileReference = FileReference,
        IncidentDate = IncidentDate,
        Crime = Crime,
        CrimeReported = CrimeReported,
        EvidenceInFile = EvidenceInFile,
        Weighing = Weighing,
        NoticeKind = NoticeKind,
        NoticeDate = NoticeDate,
        NoticeReason = NoticeReason,
        RemindOn = RemindOn,
        WeighingOfAge = WeighingOfAge,
        OtherPersonThan = OtherPersonThan,
    };

    /// <summary>The person, read.</summary>
    public PersonDetails Person()
    {
        var faults = new List<Fault>();
        var person = PersonCheck.Check(PersonInput(), new DateOnly(2030, 1, 1), string.Empty, faults);
        Assert.Empty(faults);
        return person!;
    }

    /// <summary>The registration, read; its fields must be right.</summary>
    public Registration Read(DateOnly today)
    {
        var faults = new List<Fault>();
        var registration = RegistrationCheck.Check(Input(), today, faults);
        Assert.Empty(faults);
        return registration!;
    }
}
