using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.Register;

public sealed class RegistrationCheckTests
{
    [Fact]
    public void What_was_typed_is_what_is_read()
    {
        var draft = Draft.BanForReportedCrime();

        var registration = draft.Read(TestDays.Today);

        Assert.Equal(EntryKind.Ban, registration.Kind);
        Assert.Equal("Zonderveld", registration.Person.Surname);
        Assert.Equal(TestDays.Today, registration.FirstDay);
        Assert.Equal(Draft.Incident.AddMonths(12), registration.LastDay);
        Assert.Equal(Draft.Incident, registration.IncidentDate);
        Assert.Equal("DOSSIER-2026-041", registration.FileReference);
        Assert.True(registration.Crime);
        Assert.True(registration.CrimeReported);
        Assert.True(registration.EvidenceInFile);
        Assert.Equal(NoticeKind.HandedOver, registration.Notice);
        Assert.Equal(TestDays.Today, registration.NoticeDate);
        Assert.Null(registration.NoticeReason);
    }

    [Fact]
    public void Every_missing_field_is_named_at_once()
    {
        var faults = FaultsOf(new RegistrationInput());

        Assert.Equal(
            [
                RegistrationFields.Kind,
                "persoon.achternaam",
                "persoon.voornamen",
                "persoon.geboortedatum",
                RegistrationFields.FirstDay,
                RegistrationFields.LastDay,
                RegistrationFields.FileReference,
                RegistrationFields.IncidentDate,
                RegistrationFields.Crime,
                RegistrationFields.CrimeReported,
                RegistrationFields.EvidenceInFile,
                RegistrationFields.Weighing,
                RegistrationFields.NoticeKind,
            ],
            faults.Select(fault => fault.Field),
            StringComparer.Ordinal);
        Assert.All(faults, fault => Assert.Equal("ontbreekt", fault.Code));
        Assert.All(faults, fault => Assert.False(fault.IsConflict));
    }

    [Theory]
    [InlineData("waarschuwing", EntryKind.Warning)]
    [InlineData("toegangsverbod", EntryKind.Ban)]
    public void A_kind_is_one_of_two_words_and_back(string word, EntryKind kind)
    {
        var registration = new Draft { Kind = word }.Read(TestDays.Today);

        Assert.Equal(kind, registration.Kind);
        Assert.Equal(word, EntryTerms.Of(kind));
    }

    [Theory]
    [InlineData("uitgereikt", NoticeKind.HandedOver)]
    [InlineData("post", NoticeKind.Post)]
    [InlineData("uitgesteld", NoticeKind.Deferred)]
    [InlineData("onmogelijk", NoticeKind.Impossible)]
    public void A_notice_is_one_of_four_words_and_back(string word, NoticeKind kind)
    {
        var registration = new Draft { NoticeKind = word }.Read(TestDays.Today);

        Assert.Equal(kind, registration.Notice);
        Assert.Equal(word, EntryTerms.Of(kind));
    }

    [Theory]
    [InlineData("Toegangsverbod")]
    [InlineData("ban")]
    [InlineData("1")]
    public void Another_word_for_a_kind_is_refused(string word)
    {
        var fault = Assert.Single(FaultsOf(new Draft { Kind = word }.Input()));

        Assert.Equal((RegistrationFields.Kind, "keuze"), (fault.Field, fault.Code));
    }

    [Theory]
    [InlineData("2026-02-29")]
    [InlineData("2026-02-31")]
    [InlineData("2026-2-3")]
    [InlineData("2026-02-00")]
    [InlineData("03-02-2026")]
    [InlineData("2026-02-0\0")]
    [InlineData("\u0662\u0660\u0662\u0666-02-03")]
    [InlineData("2026-02-03T00:00:00Z")]
    public void A_day_that_does_not_exist_is_refused(string day)
    {
        var fault = Assert.Single(FaultsOf(new Draft { IncidentDate = day }.Input()));

        Assert.Equal((RegistrationFields.IncidentDate, "datum"), (fault.Field, fault.Code));
    }

    [Fact]
    public void A_notice_without_a_date_is_readable_and_one_with_a_wrong_date_is_not()
    {
        Assert.Null(new Draft { NoticeDate = null }.Read(TestDays.Today).NoticeDate);
        var fault = Assert.Single(FaultsOf(new Draft { NoticeDate = "gisteren" }.Input()));

        Assert.Equal((RegistrationFields.NoticeDate, "datum"), (fault.Field, fault.Code));
    }

    [Theory]
    [InlineData("Eerste regel.\nTweede regel.\tMet tab.", true)]
    [InlineData("Met een 😡 van de getuige.", true)]
    [InlineData("nul\0teken", false)]
    [InlineData("omgekeerd \u202Eetsket", false)]
    [InlineData("los \uD83D deel", false)]
    [InlineData("los deel \uDE21", false)]
    [InlineData("\uE000", false)]
    public void A_weighing_is_readable_text_without_hidden_signs(string weighing, bool allowed)
    {
        var faults = FaultsOf(new Draft { Weighing = weighing }.Input());

        Assert.Equal(allowed ? [] : ["tekens"], faults.Select(fault => fault.Code), StringComparer.Ordinal);
    }

    [Fact]
    public void A_weighing_and_a_reference_have_a_longest_length()
    {
        var atTheLimit = new Draft { Weighing = new string('é', RegistrationCheck.MaxProseLength), FileReference = new string('D', RegistrationCheck.MaxReferenceLength) };
        var overIt = new Draft { Weighing = atTheLimit.Weighing + "é", FileReference = atTheLimit.FileReference + "D" };

        Assert.Empty(FaultsOf(atTheLimit.Input()));
        Assert.Equal(["te-lang", "te-lang"], FaultsOf(overIt.Input()).Select(fault => fault.Code), StringComparer.Ordinal);
    }

    [Fact]
    public void A_reason_of_spaces_is_no_reason()
    {
        var registration = new Draft { NoticeReason = "   " }.Read(TestDays.Today);

        Assert.Null(registration.NoticeReason);
    }

    private static List<Fault> FaultsOf(RegistrationInput input)
    {
        var faults = new List<Fault>();
        var registration = RegistrationCheck.Check(input, TestDays.Today, faults);
        Assert.Equal(faults.Count == 0, registration is not null);
        return faults;
    }
}
