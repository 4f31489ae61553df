using Meldpunt.Admin.Register;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Tests.Register;

public sealed class EntryStoreTests : IAsyncDisposable
{
    private readonly TestRegister _register = TestRegister.Create();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task An_entry_is_read_back_as_it_was_registered_also_after_a_restart()
    {
        var noord = await _register.JoinAsync();
        var draft = Draft.BanForReportedCrime();
        draft.NoticeReason = "Ook per brief.";
        var registered = await _register.RegisterAsync(noord, draft);

        await _register.RestartAsync();
        var read = Entries.Find(registered.Id, noord.Participant.Id, TestDays.Today);

        Assert.Equivalent(registered, read, strict: true);
        Assert.Equivalent(draft.Person(), read!.Person, strict: true);
        Assert.Equal("Ook per brief.", read.NoticeReason);
        Assert.Equal(draft.Weighing, read.Weighing);
        Assert.Equal(draft.FileReference, read.FileReference);
        Assert.Equal(TestDays.Now, read.RegisteredAt);
    }

    [Fact]
    public async Task What_was_not_known_of_a_person_is_read_back_as_not_known()
    {
        var noord = await _register.JoinAsync();
        var draft = new Draft { Prefix = null, FirstNames = ".", BirthDate = "1984-00-00", Birthplace = null, Address = null, Postcode = null };

        var entry = await _register.RegisterAsync(noord, draft);

        var person = Entries.Find(entry.Id, noord.Participant.Id, TestDays.Today)!.Person!;
        Assert.Null(person.Prefix);
        Assert.Null(person.FirstNames);
        Assert.Null(person.Birthplace);
        Assert.Null(person.Address);
        Assert.Null(person.Postcode);
        Assert.Equal("1984-00-00", person.BirthDate.ToString());
    }

    [Fact]
    public async Task A_garage_reads_its_own_entries_and_nobody_elses()
    {
        var noord = await _register.JoinAsync("Parkeergarage Noord");
        var zuid = await _register.JoinAsync("Parkeergarage Zuid");
        var entry = await _register.RegisterAsync(noord, new Draft());

        Assert.NotNull(Entries.Find(entry.Id, noord.Participant.Id, TestDays.Today));
        Assert.Null(Entries.Find(entry.Id, zuid.Participant.Id, TestDays.Today));
        Assert.Null(Entries.Find(OpaqueId.Create(), noord.Participant.Id, TestDays.Today));
        Assert.Empty(Entries.List(zuid.Participant.Id, TestDays.Today, after: null, count: 10));
    }

    [Fact]
    public async Task An_entry_that_is_over_is_handed_out_to_nobody()
    {
        var noord = await _register.JoinAsync();
        var entry = await _register.RegisterAsync(noord, new Draft());

        Assert.NotNull(Entries.Find(entry.Id, noord.Participant.Id, entry.LastDay));
        Assert.Null(Entries.Find(entry.Id, noord.Participant.Id, entry.LastDay.AddDays(1)));
        Assert.Empty(Entries.List(noord.Participant.Id, entry.LastDay.AddDays(1), after: null, count: 10));
    }

    [Fact]
    public async Task Entries_are_listed_newest_first_and_page_by_page()
    {
        var noord = await _register.JoinAsync();
        var registered = new List<OpaqueId>();
        for (var number = 0; number < 5; number++)
        {
            // Two of them in one millisecond: then the id decides, and no page may skip or repeat one.
            _register.Time.Advance(number == 2 ? TimeSpan.Zero : TimeSpan.FromMinutes(1));
            registered.Add((await _register.RegisterAsync(noord, new Draft())).Id);
        }

        var pages = new List<Entry>();
        for (OpaqueId? after = null; Entries.List(noord.Participant.Id, TestDays.Today, after, count: 2) is { Count: > 0 } page; after = page[^1].Id)
        {
            pages.AddRange(page);
        }

        Assert.Equal(5, pages.Count);
        Assert.Equal(registered.ToHashSet(), pages.Select(entry => entry.Id).ToHashSet());
        Assert.Equal(registered[4], pages[0].Id);
        Assert.Equal(pages.Select(entry => entry.RegisteredAt).OrderDescending(), pages.Select(entry => entry.RegisteredAt));
    }

    private EntryStore Entries => _register.Installation.Entries;
}
