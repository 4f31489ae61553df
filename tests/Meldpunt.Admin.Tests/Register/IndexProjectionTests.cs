using Meldpunt.Admin.Access;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Matching;

namespace Meldpunt.Admin.Tests.Register;

public sealed class IndexProjectionTests : IAsyncDisposable
{
    private readonly TestRegister _register = TestRegister.Create();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task Whoever_is_registered_is_found_at_once_and_by_every_garage()
    {
        var noord = await _register.JoinAsync();

        var entry = await _register.RegisterAsync(noord, new Draft());

        Assert.Equal([entry.Id], Find(new Draft()));
        Assert.Empty(Find(new Draft { FirstNames = "Reinout" }));
    }

    [Fact]
    public async Task An_entry_matches_from_its_first_day_to_its_last()
    {
        var noord = await _register.JoinAsync();
        var entry = await _register.RegisterAsync(noord, new Draft { FirstDay = "2026-11-24", LastDay = "2026-11-26" });

        var found = new List<bool>();
        for (var day = 21; day <= 28; day++)
        {
            _register.Time.Set(TestDays.At(new DateOnly(2026, 11, day), hour: 0));
            found.Add(Find(new Draft()).Contains(entry.Id));
        }

        Assert.Equal([false, false, false, true, true, true, false, false], found);
    }

    [Fact]
    public async Task An_index_that_is_built_anew_finds_what_the_one_that_followed_finds()
    {
        var noord = await _register.JoinAsync("Parkeergarage Noord");
        var zuid = await _register.JoinAsync("Parkeergarage Zuid");
        var drafts = Drafts().ToList();
        Assert.Equal(0, _register.Installation.Projection.Count);
        foreach (var (draft, number) in drafts.Select((draft, number) => (draft, number)))
        {
            await _register.RegisterAsync(number % 2 == 0 ? noord : zuid, draft);
        }

        var followed = FindAll(_register.Installation, drafts);
        var rebuilt = FindAll(_register.OpenAnother(), drafts);

        Assert.Equal(followed, rebuilt);
        Assert.Equal(drafts.Count, _register.OpenAnother().Projection.Count);
        Assert.All(followed.Take(drafts.Count - 1), Assert.NotEmpty);
    }

    [Fact]
    public async Task Another_process_finds_an_entry_once_it_has_followed()
    {
        var noord = await _register.JoinAsync();
        var other = _register.OpenAnother();
        Assert.Equal(0, other.Projection.Count);
        var entry = await _register.RegisterAsync(noord, new Draft());

        other.Projection.Follow();

        Assert.Equal([entry.Id], Find(other, new Draft()));
        Assert.True(other.Projection.IsCurrent);
    }

    [Fact]
    public async Task More_changes_than_one_reading_holds_are_all_followed()
    {
        const int Entries = 1_203;
        var noord = await _register.JoinAsync();
        var other = _register.OpenAnother();
        Assert.Equal(0, other.Projection.Count);
        var registration = new Draft().Read(TestDays.Today);
        await _register.Installation.Writer.WriteAsync(connection =>
        {
            for (var number = 0; number < Entries; number++)
            {
                EntryStore.Insert(
                    connection,
                    EntryRow.Seal(
                        registration, OpaqueId.Create(), noord.Participant.Id, noord.Desk.AccountId, TestDays.Now, _register.Installation.Keys.Epochs));
            }

            return Entries;
        });

        other.Projection.Follow();

        Assert.Equal(Entries, other.Projection.Count);
    }

    [Fact]
    public async Task The_entries_of_a_garage_that_left_match_no_longer_also_in_a_new_index()
    {
        var noord = await _register.JoinAsync("Parkeergarage Noord");
        var zuid = await _register.JoinAsync("Parkeergarage Zuid");
        await _register.RegisterAsync(noord, new Draft());
        var stays = await _register.RegisterAsync(zuid, new Draft { Surname = "Blijveling", FirstNames = "Wietske" });

        await _register.Installation.Participants.LeaveAsync(Caller.CommandLine, noord.Participant.Id);
        _register.Installation.Projection.Follow();

        Assert.Empty(Find(new Draft()));
        Assert.Empty(Find(_register.OpenAnother(), new Draft()));
        Assert.Equal([stays.Id], Find(new Draft { Surname = "Blijveling", FirstNames = "Wietske" }));
        Assert.Equal([stays.Id], Find(_register.OpenAnother(), new Draft { Surname = "Blijveling", FirstNames = "Wietske" }));
    }

    [Fact]
    public async Task What_a_garage_registers_after_it_left_is_not_made_and_does_not_match()
    {
        var noord = await _register.JoinAsync();
        Assert.Equal(0, _register.Installation.Projection.Count);
        await _register.Installation.Participants.LeaveAsync(Caller.CommandLine, noord.Participant.Id);

        // Its desk was signed in, and nobody had told this process yet.
        await Assert.ThrowsAsync<TakesNoPartException>(() => _register.TryRegisterAsync(noord, new Draft()));

        Assert.Empty(Find(new Draft()));
        Assert.Equal(0, _register.Installation.Entries.CountAll());
    }

    [Fact]
    public async Task An_index_that_cannot_follow_says_so_until_it_can()
    {
        var noord = await _register.JoinAsync();
        var other = _register.OpenAnother();
        Assert.True(other.Projection.IsCurrent);
        var entry = await _register.RegisterAsync(noord, new Draft());
        var keyFile = Directory.GetFiles(Path.Combine(InstallationFolder.Keys(_register.Folder), "epochs")).Single();
        File.Move(keyFile, keyFile + ".away");

        Assert.Throws<KeyGoneException>(other.Projection.Follow);
        Assert.False(other.Projection.IsCurrent);
        Assert.False(other.Projection.TryFollow());
        File.Move(keyFile + ".away", keyFile);
        Assert.True(other.Projection.TryFollow());

        Assert.True(other.Projection.IsCurrent);
        Assert.Equal([entry.Id], Find(other, new Draft()));
    }

    private static IEnumerable<Draft> Drafts()
    {
        yield return new Draft();
        yield return new Draft { Surname = "Zonderveld", Prefix = null, FirstNames = "Q." };
        yield return new Draft { Surname = "Änderling", FirstNames = "Zoë" };
        yield return new Draft { BirthDate = "1984-00-00", FirstNames = "Izebrand" };
        yield return new Draft { FirstDay = "2026-12-01", Surname = "Binnenkort" };
    }

    private static List<HashSet<OpaqueId>> FindAll(Installation installation, IEnumerable<Draft> drafts) =>
        drafts.Select(draft => Find(installation, draft).ToHashSet()).ToList();

    private OpaqueId[] Find(Draft draft) => Find(_register.Installation, draft);

    private static OpaqueId[] Find(Installation installation, Draft draft)
    {
        var found = new FoundEntry[16];
        var count = installation.Projection.Find(draft.Person(), DutchCalendar.Today(installation.Time), found);
        return [.. found[..count].Select(entry => entry.Id)];
    }
}
