using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Register.Drafts;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Tests.Register;

/// <summary>A registration that is being made (docs/spec/register.md, section 7).</summary>
public sealed class DraftStoreTests : IAsyncDisposable
{
    private const string Surname = RegistrationFields.Person + "." + PersonFields.Surname;

    private readonly TestRegister _register = TestRegister.Create();

    private DraftStore Drafts => _register.Installation.Drafts;

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task A_draft_is_read_back_as_it_was_typed_also_after_a_restart()
    {
        var noord = await _register.JoinAsync();
        var id = await BeginAsync(noord.Desk, "Zonderveld");
        _register.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.True(await Drafts.KeepAsync(noord.Desk, id, Typed("Zonderveld", ("criteria.afweging", "Sloeg een slagboom krom.\nTwee keer."))));

        await _register.RestartAsync();

        var draft = Drafts.Find(noord.Desk, id)!;
        Assert.Equal("Zonderveld", draft.Fields[Surname]);
        Assert.Equal("Sloeg een slagboom krom.\nTwee keer.", draft.Fields["criteria.afweging"]);
        Assert.Equal(TestDays.Now.AddMinutes(5), draft.ChangedAt);
        Assert.Equal(TestDays.Today.AddDays(14), draft.LastDay);
    }

    [Fact]
    public async Task An_officer_sees_his_own_drafts_last_changed_first_and_nobody_elses()
    {
        var noord = await _register.JoinAsync("Parkeergarage Noord");
        var zuid = await _register.JoinAsync("Parkeergarage Zuid");
        var colleague = _register.Installation.Directory.FindByToken(
            await _register.TokenAsync("veiligheid-twee", Role.Security, noord.Participant.Id, locationId: null))!;
        var first = await BeginAsync(noord.Desk, "Zonderveld");
        _register.Time.Advance(TimeSpan.FromMinutes(1));
        var second = await BeginAsync(noord.Desk, "Andersveld");
        _register.Time.Advance(TimeSpan.FromMinutes(1));
        await Drafts.KeepAsync(noord.Desk, first, Typed("Zonderveld-Kramer"));

        Assert.Equal([first, second], Drafts.List(noord.Desk).Select(draft => draft.Id));
        Assert.All((Caller[])[colleague, zuid.Desk], other =>
        {
            Assert.Empty(Drafts.List(other));
            Assert.Null(Drafts.Find(other, first));
        });
        Assert.False(await Drafts.KeepAsync(colleague, first, Typed("Overschreven")));
        await Drafts.DiscardAsync(colleague, first);
        Assert.Equal("Zonderveld-Kramer", Drafts.Find(noord.Desk, first)!.Fields[Surname]);
    }

    [Fact]
    public async Task A_draft_is_gone_fourteen_days_after_it_was_last_touched()
    {
        var noord = await _register.JoinAsync();
        var touched = await BeginAsync(noord.Desk, "Zonderveld");
        var left = await BeginAsync(noord.Desk, "Andersveld");
        _register.Time.Advance(TimeSpan.FromDays(1));
        await Drafts.KeepAsync(noord.Desk, touched, Typed("Zonderveld"));

        _register.Time.Advance(TimeSpan.FromDays(13));
        Assert.Equal(0, await Drafts.EraseOldAsync());
        Assert.NotNull(Drafts.Find(noord.Desk, left));

        _register.Time.Advance(TimeSpan.FromDays(1));
        Assert.Null(Drafts.Find(noord.Desk, left));
        Assert.False(await Drafts.KeepAsync(noord.Desk, left, Typed("Andersveld")));
        Assert.Equal(touched, Assert.Single(Drafts.List(noord.Desk)).Id);
        Assert.Equal(2, Rows());
        Assert.Equal(1, await Drafts.EraseOldAsync());
        Assert.Equal(1, Rows());

        _register.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await Drafts.EraseOldAsync());
        Assert.Equal(0, Rows());
    }

    [Fact]
    public async Task A_draft_that_is_thrown_away_is_not_there_any_more()
    {
        var noord = await _register.JoinAsync();
        var id = await BeginAsync(noord.Desk, "Zonderveld");

        await Drafts.DiscardAsync(noord.Desk, id);

        Assert.Null(Drafts.Find(noord.Desk, id));
        Assert.Equal(0, Rows());
    }

    [Fact]
    public async Task An_officer_has_at_most_twenty_drafts_and_another_officer_has_his_own_twenty()
    {
        var noord = await _register.JoinAsync("Parkeergarage Noord");
        var zuid = await _register.JoinAsync("Parkeergarage Zuid");
        var ids = new List<OpaqueId>();
        for (var number = 0; number < DraftStore.MaxPerAccount; number++)
        {
            ids.Add(await BeginAsync(noord.Desk, "Zonderveld"));
        }

        Assert.Null(await Drafts.BeginAsync(noord.Desk, Typed("Zonderveld")));
        Assert.NotNull(await Drafts.BeginAsync(zuid.Desk, Typed("Zonderveld")));
        Assert.True(await Drafts.KeepAsync(noord.Desk, ids[0], Typed("Andersveld")));
        await Drafts.DiscardAsync(noord.Desk, ids[0]);
        Assert.NotNull(await Drafts.BeginAsync(noord.Desk, Typed("Zonderveld")));
    }

    [Fact]
    public async Task What_is_too_much_for_a_draft_is_not_kept()
    {
        var noord = await _register.JoinAsync();
        var id = await BeginAsync(noord.Desk, "Zonderveld");
        var longest = Typed(new string('z', DraftStore.MaxFieldLength));
        var tooLong = Typed(new string('z', DraftStore.MaxFieldLength + 1));
        var tooMuch = Enumerable.Range(0, 20).ToDictionary(number => $"veld-{number}", _ => new string('z', 3_000), StringComparer.Ordinal);

        Assert.True(DraftStore.Fits(longest));
        Assert.True(await Drafts.KeepAsync(noord.Desk, id, longest));
        Assert.False(DraftStore.Fits(tooLong));
        Assert.False(DraftStore.Fits(tooMuch));
        await Assert.ThrowsAsync<ArgumentException>(() => Drafts.KeepAsync(noord.Desk, id, tooLong));
        Assert.Equal(longest, Drafts.Find(noord.Desk, id)!.Fields);
    }

    [Fact]
    public async Task No_file_holds_anything_that_stands_in_a_draft()
    {
        var noord = await _register.JoinAsync("Parkeergarage Kanariewijk");
        await Drafts.BeginAsync(noord.Desk, Typed("Zwanenkamp", ("criteria.afweging", "Sloeg een slagboom krom.")));

        Assert.NotEmpty(FolderScan.FilesWith(_register.Folder, "Parkeergarage Kanariewijk"));
        Assert.All((string[])["Zwanenkamp", "slagboom", "achternaam"], secret => Assert.Empty(FolderScan.FilesWith(_register.Folder, secret)));
    }

    [Fact]
    public async Task A_draft_cannot_be_read_once_the_key_of_its_month_is_destroyed()
    {
        var noord = await _register.JoinAsync();
        var id = await BeginAsync(noord.Desk, "Zonderveld");
        var epochs = _register.Installation.Keys.Epochs;

        epochs.Destroy(Assert.Single(epochs.Months()));

        Assert.Null(Drafts.Find(noord.Desk, id));
        Assert.Empty(Drafts.List(noord.Desk));
    }

    private long Rows() => Assert.Single(_register.Read<long>("SELECT count(*) FROM draft"));

    private async Task<OpaqueId> BeginAsync(Caller caller, string surname) => (await Drafts.BeginAsync(caller, Typed(surname)))!.Value;

    private static Dictionary<string, string> Typed(string surname, params (string Field, string Text)[] more)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { [Surname] = surname };
        foreach (var (field, text) in more)
        {
            fields[field] = text;
        }

        return fields;
    }
}
