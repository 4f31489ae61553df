using Meldpunt.Admin.Acts;
using Meldpunt.Admin.NotMe;
using static Meldpunt.Admin.Tests.NotMe.NotMeBench;

namespace Meldpunt.Admin.Tests.NotMe;

/// <summary>Who may make a mark, for whom, and when it counts (<c>docs/spec/follow-up.md</c>, section 8).</summary>
public sealed class NotMeDeskTests : IAsyncLifetime
{
    private NotMeBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CreateAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_visitor_whom_both_desks_found_to_be_somebody_else_is_not_stopped_again()
    {
        await _bench.RegisterAsync();
        var one = await _bench.AskerSaysAsync(await _bench.MeetAsync(Neighbour), "anderePersoon");

        Assert.Empty(await _bench.RefusedAsync(one, Neighbour));
        Assert.Equal(NotMeState.Waits, _bench.StateOf(one));
        Assert.True(_bench.IsStopped(Neighbour));
        await _bench.SourceSaysAsync(one, "anderePersoon");

        Assert.Equal(NotMeState.Active, _bench.StateOf(one));
        Assert.False(_bench.IsStopped(Neighbour));
        Assert.True(_bench.IsStopped(Banned));
        Assert.Equal(one.Id, Assert.Single(_bench.Register.Acts(ActKinds.NotMeMarked)).SubjectId);
    }

    [Theory]
    [InlineData("bevestigd", "gesproken")]
    [InlineData("onduidelijk", "gesproken")]
    [InlineData(null, "gesproken")]
    [InlineData(null, "nietGesproken")]
    public async Task A_mark_does_not_count_while_the_desk_of_the_source_does_not_say_so_too(string? outcome, string result)
    {
        await _bench.RegisterAsync();
        var one = await _bench.AskerSaysAsync(await _bench.MeetAsync(Neighbour), "anderePersoon");
        Assert.Empty(await _bench.RefusedAsync(one, Neighbour));

        await _bench.SourceSaysAsync(one, outcome, result);

        Assert.Equal(NotMeState.Waits, _bench.StateOf(one));
        Assert.True(_bench.IsStopped(Neighbour));
    }

    [Fact]
    public async Task A_desk_that_takes_its_word_back_takes_the_mark_s_effect_with_it()
    {
        await _bench.RegisterAsync();
        var one = await _bench.MarkedAsync(Neighbour);
        Assert.False(_bench.IsStopped(Neighbour));

        await _bench.SourceSaysAsync(one, "bevestigd");
        Assert.True(_bench.IsStopped(Neighbour));
        await _bench.SourceSaysAsync(one, "anderePersoon");
        Assert.False(_bench.IsStopped(Neighbour));
        await _bench.AskerSaysAsync(one, "onduidelijk");
        _bench.Installation.Projection.Follow();

        Assert.True(_bench.IsStopped(Neighbour));
        Assert.Equal(NotMeState.Waits, _bench.StateOf(one));
    }

    [Theory]
    [InlineData("bevestigd")]
    [InlineData("onduidelijk")]
    public async Task Only_who_was_found_to_be_somebody_else_is_marked(string outcome)
    {
        await _bench.RegisterAsync();
        var one = await _bench.MeetAsync(Neighbour);

        Assert.Equal(["niet-anders-bevonden"], await _bench.RefusedAsync(one, Neighbour));
        await _bench.AskerSaysAsync(one, outcome);

        Assert.Equal(["niet-anders-bevonden"], await _bench.RefusedAsync(one, Neighbour));
    }

    [Fact]
    public async Task Nobody_is_marked_who_does_not_want_it_and_nobody_twice()
    {
        await _bench.RegisterAsync();
        var one = await _bench.AskerSaysAsync(await _bench.MeetAsync(Neighbour), "anderePersoon");

        Assert.Equal(["instemming"], await _bench.RefusedAsync(one, Neighbour, consent: false));
        Assert.Equal(["instemming"], await _bench.RefusedAsync(one, Neighbour, consent: null));
        Assert.Empty(await _bench.RefusedAsync(one, Neighbour));
        Assert.Equal(["merkteken-is-er"], await _bench.RefusedAsync(one, Neighbour));
    }

    [Fact]
    public async Task The_desk_of_the_source_makes_no_mark_and_another_garage_does_not_see_the_case()
    {
        await _bench.RegisterAsync();
        var other = await _bench.Register.JoinAsync("Parkeergarage West");
        var one = await _bench.AskerSaysAsync(await _bench.MeetAsync(Neighbour), "anderePersoon");

        Assert.Equal(["merkteken-van-bevrager"], await _bench.RefusedAsync(one, Neighbour, _bench.Source.Desk));
        Assert.True((await _bench.MarkAsync(one, Neighbour, other.Desk)).IsMissing);
        Assert.True((await _bench.Desk.RemoveAsync(other.Desk, one.Id, version: null, [])).IsMissing);
    }

    [Fact]
    public async Task An_officer_who_saw_another_version_is_told_so()
    {
        await _bench.RegisterAsync();
        var one = await _bench.AskerSaysAsync(await _bench.MeetAsync(Neighbour), "anderePersoon");

        Assert.True((await _bench.Desk.MakeAsync(_bench.Asker.Desk, one.Id, Neighbour.Person(), consent: true, version: 1, [])).IsStale);
        var made = await _bench.Desk.MakeAsync(_bench.Asker.Desk, one.Id, Neighbour.Person(), consent: true, one.Version, []);

        Assert.Equal(one.Version + 1, made.FollowUp!.Version);
        Assert.True((await _bench.Desk.RemoveAsync(_bench.Asker.Desk, one.Id, one.Version, [])).IsStale);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Either_desk_removes_the_mark_when_the_visitor_wishes_also_of_a_case_that_is_closed(bool byAsker)
    {
        await _bench.RegisterAsync();
        var one = await _bench.MarkedAsync(Neighbour);
        Assert.Empty((await _bench.Installation.FollowUpDesk.AdviseAsync(_bench.Asker.Desk, one.Id, new() { Advice = "toelaten" }, version: null, [])).Faults);

        var removed = await _bench.Desk.RemoveAsync(byAsker ? _bench.Asker.Desk : _bench.Source.Desk, one.Id, version: null, []);

        Assert.Empty(removed.Faults);
        Assert.True(_bench.IsStopped(Neighbour));
        Assert.Empty(_bench.Register.Read<byte[]>("SELECT mark FROM not_me"));
        Assert.Equal(["geen-merkteken"], (await _bench.Desk.RemoveAsync(_bench.Asker.Desk, one.Id, version: null, [])).Faults.Select(fault => fault.Code));
        Assert.Single(_bench.Register.Acts(ActKinds.NotMeRemoved));
    }

    [Fact]
    public async Task Of_an_own_entry_another_officer_than_who_said_so_makes_the_mark_and_nobody_whom_that_one_invited()
    {
        var second = await _bench.Register.AddOfficerAsync(_bench.Source);
        var invited = await _bench.Register.AddOfficerAsync(_bench.Source);
        await _bench.Installation.Writer.WriteAsync(connection => Dapper.SqlMapper.Execute(
            connection, "UPDATE account SET invited_by = @by WHERE id = @id", new { by = _bench.Source.Desk.AccountId, id = invited.AccountId }));
        await RegisterConfirmedAsync(second);
        var one = await _bench.AskerSaysAsync(await _bench.MeetAsync(Neighbour, _bench.Source), "onduidelijk", second);
        await _bench.AskerSaysAsync(one, "anderePersoon", _bench.Source.Desk);

        Assert.Equal(["andere-officier"], await _bench.RefusedAsync(one, Neighbour, _bench.Source.Desk));
        Assert.Equal(["andere-officier"], await _bench.RefusedAsync(one, Neighbour, invited));
        Assert.True(_bench.IsStopped(Neighbour));
        Assert.Empty(await _bench.RefusedAsync(one, Neighbour, second));

        Assert.Equal(NotMeState.Active, _bench.StateOf(one, _bench.Source));
        Assert.False(_bench.IsStopped(Neighbour));
    }

    [Fact]
    public async Task A_garage_that_works_with_one_pair_of_eyes_marks_by_itself_at_its_own_entry()
    {
        await _bench.RegisterAsync();
        var one = await _bench.AskerSaysAsync(await _bench.MeetAsync(Neighbour, _bench.Source), "anderePersoon", _bench.Source.Desk);

        Assert.Empty(await _bench.RefusedAsync(one, Neighbour, _bench.Source.Desk));

        Assert.False(_bench.IsStopped(Neighbour));
    }

    // A warning needs no confirmation.
    private async Task RegisterConfirmedAsync(Admin.Access.Caller second)
    {
        var entry = await _bench.RegisterAsync();
        Assert.NotEqual(second.AccountId, entry.RegisteredBy);
    }
}
