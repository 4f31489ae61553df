using Dapper;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.FollowUps;

/// <summary>What stands in a case in words is sealed with the key of the entry, and gone with it.</summary>
public sealed class FollowUpTextsTests : IAsyncLifetime
{
    private const string Whom = "Mevrouw Kanariepieters";
    private const string Terms = "Alleen uitrijden via de Papegaaienweg.";

    private CaseBench _bench = null!;
    private FollowUp _one = null!;

    private FollowUpStore Store => _bench.Register.Installation.FollowUps;

    public async ValueTask InitializeAsync()
    {
        _bench = await CaseBench.CreateAsync();
        _one = await _bench.OpenAsync();
        await _bench.CallAsync(_bench.Zuid, _one, CaseBench.Spoken with { SpokenWith = Whom });
        await _bench.AdviseAsync(_bench.Zuid, _one, new AdviceInput { Advice = "voorwaarden", Conditions = Terms });
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public void Both_desks_read_them_and_no_file_holds_them_in_clear()
    {
        Assert.Equal(new FollowUpTexts(Whom, Terms), Store.Texts(_bench.Now(_one)));
        Assert.Empty(FolderScan.FilesWith(_bench.Register.Folder, Whom));
        Assert.Empty(FolderScan.FilesWith(_bench.Register.Folder, "Papegaaienweg"));
        Assert.DoesNotContain(Whom, _bench.Now(_one).ToString() + Store.Texts(_bench.Now(_one)) + CaseBench.Spoken, StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_outlive_a_correction_and_a_longer_term_of_the_entry()
    {
        var desk = _bench.Register.Installation.Desk;
        await desk.CorrectAsync(_bench.Noord.Desk, _bench.Entry.Id, new Draft { Address = "Kromme Laan 18" }.PersonInput(), "Verhuisd.", version: null, []);
        _bench.Register.Time.Advance(TimeSpan.FromDays(40));
        var moved = await desk.AddIncidentAsync(
            _bench.Noord.Desk, _bench.Entry.Id,
            new() { Kind = "overlast", FoundBy = "G", Day = TestDays.Text(TestDays.Today.AddDays(40)), FileReference = "D", LastDay = TestDays.Text(TestDays.Today.AddDays(400)) }, version: null, []);

        Assert.Empty(moved.Faults);
        Assert.NotEqual(_bench.Entry.LastDay, moved.Entry!.LastDay);
        Assert.Equal(new FollowUpTexts(Whom, Terms), Store.Texts(_bench.Now(_one)));
    }

    [Fact]
    public async Task With_a_withdrawn_entry_they_go_at_once_and_no_byte_of_them_is_left_in_any_file()
    {
        var boxes = Boxes();

        await _bench.WithdrawAsync();

        Assert.Equal(2, boxes.Count);
        Assert.Equal(FollowUpTexts.None, Store.Texts(_bench.Now(_one)));
        Assert.Empty(Boxes());
        await _bench.Register.Installation.Traces.EraseAsync();
        Assert.All(boxes, box => Assert.Empty(FolderScan.FilesWith(_bench.Register.Folder, box)));
        Assert.Equal((GateAdvice.Conditions, VisitorIdentity.Confirmed), (_bench.Now(_one).Advice, _bench.Now(_one).Outcome));
    }

    [Fact]
    public async Task With_the_entries_of_a_garage_that_left_they_go_too()
    {
        await _bench.LeaveAsync(_bench.Noord);
        Assert.Equal(2, Boxes().Count);

        await _bench.Register.Installation.Erasure.RunAsync();

        Assert.Empty(Boxes());
    }

    [Fact]
    public async Task Who_read_the_case_just_before_the_entry_went_finds_no_words_and_no_error()
    {
        var before = _bench.Now(_one);
        await _bench.WithdrawAsync();

        Assert.Equal(FollowUpTexts.None, Store.Texts(before));
        Assert.Null(Store.EntryOf(before));
    }

    [Fact]
    public async Task What_a_desk_records_just_after_the_entry_went_is_kept_without_its_words()
    {
        await _bench.WithdrawAsync();

        var recorded = await _bench.CallAsync(_bench.Zuid, _one, CaseBench.Spoken with { SpokenWith = Whom });

        Assert.True(recorded.Succeeded);
        Assert.Empty(Boxes());
    }

    [Fact]
    public async Task A_box_that_is_moved_to_another_case_or_another_place_opens_nothing()
    {
        var other = await _bench.OpenAsync();
        await _bench.Register.Installation.Writer.WriteAsync(connection => connection.Execute(
            "UPDATE follow_up SET spoken_with = (SELECT spoken_with FROM follow_up WHERE id = @From), conditions = NULL WHERE id = @To", new { From = _one.Id, To = other.Id }));
        await _bench.Register.Installation.Writer.WriteAsync(connection => connection.Execute(
            "UPDATE follow_up SET conditions = spoken_with, spoken_with = NULL WHERE id = @Id", new { _one.Id }));

        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => Store.Texts(_bench.Now(other)));
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => Store.Texts(_bench.Now(_one)));
    }

    private IReadOnlyList<byte[]> Boxes() => _bench.Register.Read<byte[]>(
        "SELECT spoken_with FROM follow_up WHERE spoken_with IS NOT NULL UNION ALL SELECT conditions FROM follow_up WHERE conditions IS NOT NULL");
}
