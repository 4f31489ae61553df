using Dapper;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.NotMe;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.Tests.NotMe;

/// <summary>What must hold of marks whoever is registered and whoever comes: few names and dates, so that many look alike.</summary>
public sealed class MarkPropertyTests
{
    private const int Entries = 60;
    private const int Visitors = 400;
    private const int Marks = 80;

    private static readonly string[] Surnames = ["Zonderveld", "Zondervelk", "Sonderveld", "Bakker", "Backer", "Bakkes", "Müllenaer", "Muellenaer"];
    private static readonly string[] FirstNames = ["Quirijn", "Quirine", "Jan", "Johannes", "J.", "Jan Pieter", "."];
    private static readonly string[] Dates = ["1984-03-12", "1984-12-03", "1984-01-01", "1984-00-00"];
    private static readonly string?[] Places = ["Delft", "Gouda", "Den Haag", "'s-Gravenhage", null];

    [Fact]
    public async Task A_marked_visitor_is_stopped_by_every_entry_but_that_one_and_everybody_else_as_before()
    {
        await using var register = TestRegister.Create();
        var garage = await register.JoinAsync();
        var dice = new Dice(20261122);
        var entries = new Dictionary<OpaqueId, Draft>();
        for (var number = 0; number < Entries; number++)
        {
            var draft = Draw(dice);
            if ((await register.TryRegisterAsync(garage, draft)).Entry is { } entry)
            {
                entries[entry.Id] = draft;
            }
        }

        var visitors = Enumerable.Range(0, Visitors).Select(_ => Draw(dice)).ToList();
        var before = visitors.Select(visitor => Find(register, visitor)).ToList();
        var marked = await MarkAsync(register, entries, visitors, before);
        register.Installation.Projection.Follow();

        Assert.True(marked.Count >= Marks / 2);
        var (through, alike) = (0, 0);
        for (var number = 0; number < Visitors; number++)
        {
            var expected = before[number].Where(id => !marked.Any(mark => mark.EntryId == id && IsThem(mark, visitors[number]))).ToHashSet();
            Assert.Equal(expected, Find(register, visitors[number]));
            through += before[number].Count - expected.Count;
            alike += expected.Count;
        }

        Assert.True(through > Marks / 2 && alike > Visitors, $"{through} of marked visitors and {alike} of others");
    }

    // By the texts themselves and not by their hashes.
    private static bool IsThem((OpaqueId EntryId, Draft Visitor, bool WithPlace) mark, Draft visitor)
    {
        var isPlace = !mark.WithPlace || (visitor.Birthplace is not null && string.Equals(PlaceOf(mark.Visitor), PlaceOf(visitor), StringComparison.Ordinal));
        return isPlace && string.Equals(NameAndDate(mark.Visitor), NameAndDate(visitor), StringComparison.Ordinal);
    }

    private static string PlaceOf(Draft draft) => draft.Birthplace is "Den Haag" ? "'s-Gravenhage" : draft.Birthplace!;

    private static string NameAndDate(Draft draft)
    {
        var folded = FoldedPerson.Fold(draft.Person(), new char[FoldedPerson.BufferLength]);
        return $"{folded.WholeSurname}|{folded.FirstNames}|{folded.BirthDate}";
    }

    // As the desk does it, without desks: what decides is NotMeRules.
    private static async Task<List<(OpaqueId EntryId, Draft Visitor, bool WithPlace)>> MarkAsync(
        TestRegister register, Dictionary<OpaqueId, Draft> entries, List<Draft> visitors, List<HashSet<OpaqueId>> found)
    {
        var marked = new List<(OpaqueId, Draft, bool)>();
        var rows = register.Read<EntryRow>("SELECT * FROM entry").ToDictionary(row => row.Id);
        foreach (var (visitor, entryId) in visitors.Zip(found).SelectMany(pair => pair.Second.Select(id => (pair.First, id))))
        {
            using var cipher = rows[entryId].OpenCipher(register.Installation.Keys.Epochs);
            if (marked.Count < Marks && NotMeRules.TryMark(cipher, entries[entryId].Person(), visitor.Person()) is { } mark)
            {
                await InsertAsync(register, entryId, mark);
                marked.Add((entryId, visitor, mark.WithPlace));
            }
        }

        return marked;
    }

    private static Task<int> InsertAsync(TestRegister register, OpaqueId entryId, NotMeRow mark) => register.Installation.Writer.WriteAsync(connection =>
    {
        var id = OpaqueId.Create();
        var other = OpaqueId.Create();
        connection.Execute(
            """
            INSERT INTO follow_up (id, seq, place, query_id, entry_id, match_year, match_number, agreement, opened_at, asker_id, location_id, account_id, source_id, state, outcome, source_says, source_outcome)
            VALUES (@id, 1, 0, @id, @entryId, 2026, 1, 0, 0, @id, @id, @id, @other, 3, 2, 1, 2)
            """,
            new { id, entryId, other });
        return connection.Execute(
            "INSERT INTO not_me (id, entry_id, follow_up_id, mark, with_place, made_at, made_by) VALUES (@id, @entryId, @id, @Mark, @WithPlace, 0, @id)",
            new { id, entryId, mark.Mark, mark.WithPlace });
    });

    private static HashSet<OpaqueId> Find(TestRegister register, Draft visitor)
    {
        var found = new FoundEntry[Entries];
        var count = register.Installation.Projection.Find(visitor.Person(), DutchCalendar.Today(register.Time), found);
        return [.. found[..count].Select(one => one.Id)];
    }

    private static Draft Draw(Dice dice) => new()
    {
        Surname = Of(dice, Surnames),
        Prefix = dice.Next(0, 2) == 0 ? "van" : null,
        FirstNames = Of(dice, FirstNames),
        BirthDate = Of(dice, Dates),
        Birthplace = Of(dice, Places),
    };

    private static T Of<T>(Dice dice, T[] choices) => choices[dice.Next(0, choices.Length)];
}
