using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Admin.Unidentified;
using Meldpunt.Admin.Unidentified.Images;
using Meldpunt.Index.Documents;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.Tests.Architecture;

/// <summary>What holds a person says nothing of it when somebody logs it by mistake.</summary>
public sealed class SilenceTests
{
    private static readonly Type[] HoldAPerson =
    [
        typeof(PersonDetails), typeof(PersonInput), typeof(Registration), typeof(RegistrationInput), typeof(Entry), typeof(EntryRow), typeof(MrzHolder),
        typeof(EntryIncident), typeof(IncidentInput), typeof(AddedIncident), typeof(IncidentRow),
    ];

    private static readonly Type[] HoldAnUnidentifiedPerson =
        [typeof(UnidentifiedInput), typeof(UnidentifiedDetails), typeof(UnidentifiedRow), typeof(UnidentifiedPerson), typeof(UnidentifiedResult), typeof(KeptUnidentified)];

    [Fact]
    public void Nothing_that_holds_an_unidentified_person_shows_it_as_text()
    {
        Assert.All(HoldAnUnidentifiedPerson.Append(typeof(Picture)), type => Assert.Equal(
            type.Name, System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type).ToString()));
        Assert.All(HoldAnUnidentifiedPerson, type => Assert.Null(type.GetMethod("<Clone>$")));
    }

    [Fact]
    public async Task Nothing_that_holds_a_person_shows_it_as_text()
    {
        await using var register = TestRegister.Create();
        var noord = await register.JoinAsync();
        var draft = new Draft();
        var registration = draft.Read(TestDays.Today);
        var row = EntryRow.Seal(
            registration, Index.Identity.OpaqueId.Create(), noord.Participant.Id, noord.Desk.AccountId, TestDays.Now, register.Installation.Keys.Epochs);
        var entry = await register.RegisterAsync(noord, draft);
        var input = new IncidentInput { Day = "2026-11-21", Kind = "overlast", FileReference = "D", FoundBy = "G" };
        var added = AddedIncident.Check(input, [])!;
        using var cipher = row.OpenCipher(register.Installation.Keys.Epochs);
        var incident = added.Seal(cipher, row, noord.Participant.Id, noord.Desk.AccountId, TestDays.Now);
        object[] holders =
        [
            draft.Person(), draft.PersonInput(), registration, draft.Input(), entry, row, Holder(), entry.Incidents[0], input, added, incident,
        ];

        Assert.Equal(HoldAPerson, holders.Select(holder => holder.GetType()));
        Assert.All(holders, holder => Assert.Equal(holder.GetType().Name, holder.ToString()));
    }

    [Fact]
    public void No_type_that_holds_a_person_is_a_record_because_those_print_their_members()
    {
        Assert.All(HoldAPerson, type => Assert.Null(type.GetMethod("<Clone>$")));
    }

    [Fact]
    public void Every_type_with_a_surname_or_a_person_is_one_of_those_above()
    {
        string[] telling = ["Surname", "FirstNames", "BirthDate", "Person", "Weighing", "FileReference"];

        var holders = ((Type[])[typeof(Entry), typeof(PersonDetails)]).SelectMany(type => type.Assembly.GetTypes())
            .Where(type => type is { IsByRefLike: false, IsAbstract: false })
            .Where(type => type.GetProperties().Any(property => telling.Contains(property.Name, StringComparer.Ordinal)))
            .Select(type => type.Name);

        // The working area of the index holds one person after another; that it is silent is tested beside it, because only Index knows it.
        Assert.Equal(HoldAPerson.Concat(HoldAnUnidentifiedPerson).Select(type => type.Name).Append("PersonForms").Order(StringComparer.Ordinal), holders.Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    private static MrzHolder Holder() => new() { Surname = "DE BRUIJN", FirstNames = "WILLEKE", BirthDate = default, NameMayBeCut = false };
}
