using FsCheck.Fluent;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.Persons;

/// <summary>A fault travels to pages and logs, so it says what is wrong and never what was typed.</summary>
public sealed class FaultPrivacyTests
{
    private const string Canary = "Zonderling\u0007<b>kanarie</b>";

    [Fact]
    public void No_fault_repeats_what_was_typed()
    {
        var draft = EveryField(Canary);
        var faults = new List<Fault>();

        RegistrationCheck.Check(draft.Input(), TestDays.Today, faults);

        Assert.NotEmpty(faults);
        Assert.All(faults, fault => Assert.DoesNotContain("onderling", fault.ToString(), StringComparison.OrdinalIgnoreCase));
        Assert.All(faults, fault => Assert.DoesNotContain("kanarie", fault.ToString(), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_fault_says_the_same_whatever_was_typed()
    {
        // The first fault of each kind about a field is the pattern for all others: then nothing typed can be in it.
        var patterns = new Dictionary<(string Field, string Code), Fault>();
        var typed = Properties.AnyTyped.ArrayOf(14);

        Properties.Hold(
            Prop.ForAll(typed.ToArbitrary(), texts => FaultsOf(texts).TrueForAll(fault =>
                patterns.TryAdd((fault.Field, fault.Code), fault) || patterns[(fault.Field, fault.Code)] == fault)),
            cases: 3_000);

        Assert.True(patterns.Count > 20, "The random input met too few kinds of fault to say anything.");
    }

    [Fact]
    public void Whatever_is_typed_is_read_or_refused_and_nothing_is_thrown()
    {
        var typed = Properties.AnyTyped.ArrayOf(14);

        Properties.Hold(
            Prop.ForAll(typed.ToArbitrary(), texts =>
            {
                var faults = new List<Fault>();
                var person = PersonCheck.Check(DraftOf(texts).PersonInput(), TestDays.Today, string.Empty, faults);
                return (person is null) == (faults.Count > 0);
            }),
            cases: 3_000);
    }

    private static List<Fault> FaultsOf(string?[] texts)
    {
        var faults = new List<Fault>();
        RegistrationCheck.Check(DraftOf(texts).Input(), TestDays.Today, faults);
        return faults;
    }

    private static Draft EveryField(string text) => DraftOf(Enumerable.Repeat<string?>(text, 14).ToArray());

    private static Draft DraftOf(string?[] texts) => new()
    {
        Kind = texts[0],
        Surname = texts[1],
        Prefix = texts[2],
        FirstNames = texts[3],
        BirthDate = texts[4],
        Birthplace = texts[5],
        Address = texts[6],
        Postcode = texts[7],
        FirstDay = texts[8],
        IncidentDate = texts[9],
        FileReference = texts[10],
        Weighing = texts[11],
        NoticeKind = texts[12],
        NoticeReason = texts[13],
    };
}
