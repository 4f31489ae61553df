using Dapper;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Matching;
using static Meldpunt.Admin.Tests.NotMe.NotMeBench;

namespace Meldpunt.Admin.Tests.NotMe;

/// <summary>What a mark does in the index: at once, after a restart, in another process, until it goes.</summary>
public sealed class MarkedVisitorTests : IAsyncLifetime
{
    private NotMeBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CreateAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Every_other_entry_stops_the_marked_visitor_as_before()
    {
        var one = await _bench.RegisterAsync();
        var other = await _bench.Register.RegisterAsync(_bench.Asker, Banned);

        await _bench.MarkedAsync(Neighbour, one.Id);

        Assert.Equal([other.Id], Find(Neighbour));
        Assert.Equal(2, Find(Banned).Count);
    }

    [Fact]
    public async Task A_desk_that_looks_is_told_of_the_entry_all_the_same()
    {
        await _bench.RegisterAsync();
        await _bench.MarkedAsync(Neighbour);

        Assert.Equal(1, _bench.Installation.Projection.FindAll(Neighbour.Person(), DutchCalendar.Today(_bench.Register.Time), new FoundEntry[4]));
        Assert.False(_bench.IsStopped(Neighbour));
    }

    [Fact]
    public async Task Marks_count_in_an_index_that_is_built_anew_in_another_process_and_under_another_index_key()
    {
        await _bench.RegisterAsync();
        await _bench.MarkedAsync(Neighbour);
        var other = _bench.Register.OpenAnother();
        Assert.Empty(Find(Neighbour, other));
        Assert.Single(Find(Banned, other));

        using var key = SecretKey.Create();
        _bench.Installation.Projection.Rebuild(key);
        Assert.False(_bench.IsStopped(Neighbour));
        Assert.True(_bench.IsStopped(Banned));

        await _bench.RestartAsync();
        Assert.False(_bench.IsStopped(Neighbour));
        Assert.True(_bench.IsStopped(Banned));
    }

    [Fact]
    public async Task Another_process_hears_of_a_mark_and_of_its_end()
    {
        await _bench.RegisterAsync();
        var other = _bench.Register.OpenAnother();
        Assert.Single(Find(Neighbour, other));
        var one = await _bench.MarkedAsync(Neighbour);

        other.Projection.Follow();
        Assert.Empty(Find(Neighbour, other));
        await _bench.Desk.RemoveAsync(_bench.Source.Desk, one.Id, version: null, []);
        other.Projection.Follow();

        Assert.Single(Find(Neighbour, other));
    }

    [Fact]
    public async Task Two_visitors_may_be_marked_at_one_entry_and_one_may_go()
    {
        await _bench.RegisterAsync();
        var first = await _bench.MarkedAsync(Neighbour);
        await _bench.MarkedAsync(Namesake);

        await _bench.Desk.RemoveAsync(_bench.Asker.Desk, first.Id, version: null, []);

        Assert.True(_bench.IsStopped(Neighbour));
        Assert.False(_bench.IsStopped(Namesake));
    }

    [Fact]
    public async Task An_entry_that_goes_takes_its_marks_and_a_restriction_or_an_incident_leaves_them()
    {
        var entry = await _bench.RegisterAsync();
        await _bench.MarkedAsync(Neighbour);
        var desk = _bench.Installation.Desk;
        Assert.Empty((await desk.RestrictAsync(_bench.Source.Desk, entry.Id, "Er wordt naar gekeken.", version: null)).Faults);
        Assert.Empty((await desk.LiftAsync(_bench.Source.Desk, entry.Id, "Het klopt.", version: null)).Faults);
        Assert.False(_bench.IsStopped(Neighbour));
        Assert.Single(_bench.Register.Read<byte[]>("SELECT mark FROM not_me"));

        Assert.Empty((await desk.WithdrawAsync(_bench.Source.Desk, entry.Id, "nietMeerNodig", version: null)).Faults);

        Assert.Empty(_bench.Register.Read<byte[]>("SELECT mark FROM not_me"));
        await _bench.RegisterAsync();
        Assert.True(_bench.IsStopped(Neighbour));
    }

    [Fact]
    public async Task A_mark_goes_with_its_case()
    {
        await _bench.RegisterAsync();
        var one = await _bench.MarkedAsync(Neighbour);

        await _bench.Installation.Writer.WriteAsync(connection => connection.Execute("DELETE FROM follow_up WHERE id = @Id", new { one.Id }));
        _bench.Installation.Projection.Follow();

        Assert.Empty(_bench.Register.Read<byte[]>("SELECT mark FROM not_me"));
        Assert.True(_bench.IsStopped(Neighbour));
    }

    [Fact]
    public async Task Nothing_of_the_marked_visitor_stands_in_any_file_and_a_mark_says_nothing_without_the_entry_s_key()
    {
        var entry = await _bench.RegisterAsync();
        await _bench.MarkedAsync(Neighbour);
        var mark = Assert.Single(_bench.Register.Read<byte[]>("SELECT mark FROM not_me"));
        var row = _bench.Register.Read<EntryRow>("SELECT * FROM entry").Single(one => one.Id == entry.Id);
        using var cipher = row.OpenCipher(_bench.Installation.Keys.Epochs);
        using var key = cipher.NotMeKey();
        using var another = SecretKey.Create();

        Assert.Equal(mark, Marked(key));
        Assert.NotEqual(mark, Marked(another));
        Assert.Empty(FolderScan.FilesWith(_bench.Register.Folder, Neighbour.Surname!));
    }

    [Fact]
    public async Task More_matches_than_the_gate_has_room_for_are_counted_without_the_marked_one()
    {
        var one = await _bench.RegisterAsync();
        for (var number = 0; number < 3; number++)
        {
            await _bench.RegisterAsync();
        }

        await _bench.MarkedAsync(Neighbour, one.Id);

        Assert.Equal(3, _bench.Installation.Projection.Find(Neighbour.Person(), DutchCalendar.Today(_bench.Register.Time), new FoundEntry[2]));
    }

    [Fact]
    public async Task A_gate_that_asks_about_a_marked_visitor_costs_no_memory()
    {
        await _bench.RegisterAsync();
        await _bench.MarkedAsync(Neighbour);
        var visitor = Neighbour.Person();
        var found = new FoundEntry[4];
        var projection = _bench.Installation.Projection;
        var today = DutchCalendar.Today(_bench.Register.Time);
        var least = long.MaxValue;
        for (var round = 0; round < 60 && least > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var matches = 0;
            for (var number = 0; number < 200; number++)
            {
                matches += projection.Find(visitor, today, found);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.Equal(0, matches);
        }

        Assert.Equal(0, least);
    }

    private static byte[] Marked(SecretKey key)
    {
        var mark = new byte[NotMeMark.SizeBytes];
        NotMeMark.Write(key, Neighbour.Person(), mark);
        return mark;
    }

    private IReadOnlyList<OpaqueId> Find(Draft visitor, Installation? other = null)
    {
        var found = new FoundEntry[8];
        var count = (other ?? _bench.Installation).Projection.Find(visitor.Person(), DutchCalendar.Today(_bench.Register.Time), found);
        return [.. found[..count].Select(one => one.Id)];
    }
}
