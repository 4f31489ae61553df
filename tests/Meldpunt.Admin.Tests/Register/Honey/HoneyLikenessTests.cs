using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Tests.Architecture;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Matching;

namespace Meldpunt.Admin.Tests.Register.Honey;

/// <summary>Nothing that is stored, indexed or answered tells somebody who does not exist from somebody who does.</summary>
public sealed class HoneyLikenessTests
{
    // The two differ in their birth date, and in nothing that has a length.
    private static readonly Func<Draft> Real = () => Untold("1984-03-12");
    private static readonly Func<Draft> Invented = () => Untold("1971-09-23");

    [Fact]
    public async Task An_invented_person_leaves_the_same_rows_in_every_table_as_a_real_one()
    {
        await using var house = await HoneyHouse.OpenAsync();
        var empty = TableRows.Read(house.Register);
        var real = await house.Register.Installation.Registrar.RegisterDraftAsync(house.Officer, Real().Input(), OpaqueId.Create());
        var afterReal = TableRows.Read(house.Register);

        await house.InventAsync(Invented());
        var afterInvented = TableRows.Read(house.Register);

        Assert.Empty(real.Faults);
        var ordinary = afterReal.ShapeSince(empty);
        Assert.Equal(ordinary, afterInvented.ShapeSince(afterReal));
        Assert.Contains(ordinary, row => row.StartsWith("entry: ", StringComparison.Ordinal));
        Assert.Equal(64, ordinary.Count(row => row.StartsWith("honey: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_log_holds_the_same_rows_and_the_same_act_of_both()
    {
        await using var house = await HoneyHouse.OpenAsync();
        var real = (await house.Register.Installation.Registrar.RegisterDraftAsync(house.Officer, Real().Input(), OpaqueId.Create())).Entry!;
        var invented = await house.InventAsync(Invented());

        var rows = house.Register.Installation.QueryLogReader.All().ToList();
        var acts = house.Register.Installation.ActReader.List(participantId: null, subjectId: null, beforeSeq: null, count: 10);

        Assert.Equal(rows.Take(2).Select(row => (row.Purpose, row.Outcome, row.AccountId, row.TerminalId)), rows.Skip(2).Select(row => (row.Purpose, row.Outcome, row.AccountId, row.TerminalId)));
        Assert.Equal([invented.Id, real.Id], acts.Select(act => act.Act.SubjectId));
        Assert.Equal(acts[0].Act.Details, acts[1].Act.Details);
        Assert.Equal(acts[0].Row.AccountId, acts[1].Row.AccountId);
        Assert.DoesNotContain(rows, row => row.AccountId == house.Auditor.AccountId);
    }

    [Fact]
    public async Task Both_are_found_by_the_same_work_and_look_the_same_to_their_desk()
    {
        await using var house = await HoneyHouse.OpenAsync();
        var real = await house.Register.RegisterAsync(house.Garage, Real());
        var invented = await house.InventAsync(Invented());

        using var key = SecretKey.Create();
        using var index = new PersonIndex(key, maxEntries: 10);
        Assert.Equal(index.CountKeys(real.Person!), index.CountKeys(invented.Person!));
        var found = new FoundEntry[2];
        Assert.Equal(1, house.Register.Installation.Projection.Find(Real().Person(), DutchCalendar.Today(house.Register.Time), found.AsSpan(0, 1)));
        Assert.Equal(1, house.Register.Installation.Projection.Find(Invented().Person(), DutchCalendar.Today(house.Register.Time), found.AsSpan(1, 1)));
        Assert.Equal((real.Id, invented.Id, found[0].Agreement), (found[0].Id, found[1].Id, found[1].Agreement));
        Assert.Equal(
            (real.Kind, real.State, real.Version, real.RegisteredBy, real.Notice, real.Incidents.Count, real.OneOfficer),
            (invented.Kind, invented.State, invented.Version, invented.RegisteredBy, invented.Notice, invented.Incidents.Count, invented.OneOfficer));
        Assert.Equal(2, house.Register.Installation.Entries.List(house.Garage.Participant.Id, TestDays.Today, after: null, count: 10).Count);
    }

    [Fact]
    public void Nothing_on_the_way_of_an_answer_knows_of_invented_persons()
    {
        string[] mayKnow = ["Honey/", "Installations/Installation", "Register/EntryRegistrar.cs", "QueryLog/Signals/", "Keys/Keyring.cs", "Keys/NamedKeys.cs", "Keys/KeyInventory.cs", "Pages/Honey", "Pages/PageMap.cs", "MeldpuntHost.cs", "Signals/SignalTerms.cs"];

        var know = SourceFiles.All()
            .Where(file => file.Lines.Any(line => line.Contains("Honey", StringComparison.Ordinal)))
            .Select(file => file.Path.Replace(Path.DirectorySeparatorChar, '/'))
            .ToList();

        Assert.NotEmpty(know);
        Assert.DoesNotContain(know, file => !mayKnow.Any(place => file.Contains(place, StringComparison.Ordinal)));
    }

    private static Draft Untold(string birthDate) => new()
    {
        BirthDate = birthDate,
        NoticeKind = "onmogelijk",
        NoticeDate = null,
        NoticeReason = "Geen adres bekend; post kwam terug.",
    };
}
