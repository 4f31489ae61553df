using Meldpunt.Admin.Register;
using Meldpunt.Admin.Register.Drafts;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.Register;

/// <summary>What is wrong with a registration that is only half there.</summary>
public sealed class DraftCheckTests
{
    [Fact]
    public void Of_a_whole_registration_it_says_what_the_register_says()
    {
        Draft[] drafts =
        [
            new(), new() { EvidenceInFile = false }, Draft.BanForNuisance(), new() { LastDay = "2030-01-01" }, new() { NoticeDate = null },
            new() { BirthDate = "2015-01-01" }, new() { NoticeKind = "uitgesteld", NoticeDate = null, NoticeReason = null },
        ];

        Assert.All(drafts, draft => Assert.Equal(
            RegistrationRules.Broken(draft.Read(TestDays.Today), TestDays.Today, hasEarlierWarning: false),
            Faults(draft)));
    }

    [Fact]
    public void Of_nothing_it_says_only_what_is_missing()
    {
        var faults = DraftCheck.Faults(new RegistrationInput(), TestDays.Today, hasEarlierWarning: false);

        Assert.All(faults, fault => Assert.Equal("ontbreekt", fault.Code));
        Assert.Contains(RegistrationFields.EvidenceInFile, faults.Select(fault => fault.Field));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_criterion_that_is_not_met_is_said_however_little_of_the_rest_is_there(bool hasWarning)
    {
        var faults = DraftCheck.Faults(
            new RegistrationInput { Kind = "toegangsverbod", IncidentDate = TestDays.Text(TestDays.Today), Crime = false, CrimeReported = false, EvidenceInFile = false },
            TestDays.Today,
            hasWarning);

        Assert.Contains(Refusals.EvidenceMustBeInTheFile, faults);
        Assert.Equal(!hasWarning, faults.Contains(Refusals.BanNeedsEarlierWarningOrReportedCrime));
    }

    [Fact]
    public void A_rule_about_the_incident_says_nothing_while_its_day_is_not_known()
    {
        var draft = new Draft { IncidentDate = null, FirstDay = "2020-01-01", LastDay = "2035-01-01", NoticeDate = "2019-01-01" };

        Assert.Equal([RegistrationFields.IncidentDate], Faults(draft).Select(fault => fault.Field));
    }

    [Fact]
    public void A_person_who_cannot_be_read_keeps_no_other_fault_from_being_said()
    {
        var draft = new Draft { BirthDate = "12/3/84", EvidenceInFile = false };

        Assert.Equal([RegistrationFields.Person + ".geboortedatum", RegistrationFields.EvidenceInFile], Faults(draft).Select(fault => fault.Field));
    }

    private static IReadOnlyList<Meldpunt.Admin.Persons.Fault> Faults(Draft draft) =>
        DraftCheck.Faults(draft.Input(), TestDays.Today, hasEarlierWarning: false);
}
