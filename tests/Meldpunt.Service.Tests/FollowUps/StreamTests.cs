using System.Net;
using Meldpunt.Admin.Messages;
using Meldpunt.Service.Messages;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.FollowUps;

/// <summary>Messages as they come: at once, in order, each one and none twice, also after a line that broke.</summary>
public sealed class StreamTests : IAsyncLifetime
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);

    private readonly TestHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task Both_desks_hear_of_a_match_as_it_happens_and_nothing_of_the_visitor()
    {
        await _house.RegisterAsync();
        using var asker = await _house.ListenAsync("veiligheid-haven", FollowUpHouse.Stream);
        using var source = await _house.ListenAsync("veiligheid", FollowUpHouse.Stream);
        _ = (await asker.NextAsync(), await source.NextAsync());

        var (_, reference) = await _house.MatchAsync();

        foreach (var listener in new[] { asker, source })
        {
            var heard = await listener.MessageAsync(AtOnce);
            Assert.Equal(("match", reference, heard.Seq), (heard.Name, heard.Json.Text("referentie"), heard.Json["volgnummer"]!.GetValue<long>()));
            Assert.DoesNotContain("Berg", heard.Data, StringComparison.Ordinal);
            Assert.DoesNotContain("1984", heard.Data, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_stream_says_what_it_is_and_begins_with_its_place()
    {
        await _house.TellAsync(_house.Lion.Id, 3);

        using var listener = await _house.ListenAsync("veiligheid", FollowUpHouse.Stream);
        var begin = await listener.NextAsync();

        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (listener.Status, listener.Response.Content.Headers.ContentType!.MediaType));
        Assert.Equal("no-store", listener.Response.Headers.CacheControl!.ToString());
        Assert.Equal((_house.Installation.Messages.LastSeq(), EventStream.Heartbeat, string.Empty), (begin!.Seq, begin.Name, begin.Data));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_comes_back_hears_first_what_there_was_meanwhile(bool byHeader)
    {
        await _house.TellAsync(_house.Lion.Id, 250);
        var all = Seqs(_house.Lion.Id);

        using var listener = byHeader
            ? await _house.ListenAsync("veiligheid", FollowUpHouse.Stream, lastEventId: all[9].ToString(System.Globalization.CultureInfo.InvariantCulture))
            : await _house.ListenAsync("veiligheid", $"{FollowUpHouse.Stream}?na={all[9]}");
        await _house.TellAsync(_house.Lion.Id, 1);

        foreach (var seq in Seqs(_house.Lion.Id).Skip(10))
        {
            Assert.Equal(seq, (await listener.MessageAsync()).Seq);
        }
    }

    [Fact]
    public async Task However_often_the_line_breaks_nothing_is_missed_and_nothing_comes_twice()
    {
        const int Count = 400;
        var telling = TellBothAsync(Count);

        var heard = new List<long>();
        var last = "0";
        while (heard.Count < Count / 2)
        {
            // A line that broke is known to be gone a moment later, and an account has eight.
            await Talk.UntilAsync(() => _house.Part<StreamBook>().Count < StreamBook.MaxOfAccount, "there was room for a stream");
            using var listener = await _house.ListenAsync("veiligheid", FollowUpHouse.Stream, last);
            for (var few = 0; few < 23 && heard.Count < Count / 2; few++)
            {
                heard.Add((await listener.MessageAsync()).Seq);
            }

            last = heard[^1].ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        await telling;
        Assert.Equal(Seqs(_house.Lion.Id), heard);
    }

    [Fact]
    public async Task After_a_restart_of_the_service_the_stream_goes_on_where_it_was()
    {
        await _house.TellAsync(_house.Lion.Id, 2);
        string last;
        using (var before = await _house.ListenAsync("veiligheid", FollowUpHouse.Stream, "0"))
        {
            last = (await before.MessageAsync()).Id!;
        }

        await _house.RestartAsync();
        await _house.TellAsync(_house.Lion.Id, 1);
        using var after = await _house.ListenAsync("veiligheid", FollowUpHouse.Stream, last);

        Assert.Equal(Seqs(_house.Lion.Id).Skip(1), [(await after.MessageAsync()).Seq, (await after.MessageAsync()).Seq]);
    }

    [Fact]
    public async Task A_number_that_is_not_there_yet_is_from_now_on()
    {
        using var listener = await _house.ListenAsync("veiligheid", FollowUpHouse.Stream, "999999999");
        _ = await listener.NextAsync();
        await _house.TellAsync(_house.Lion.Id, 1);

        Assert.Equal(Seqs(_house.Lion.Id)[^1], (await listener.MessageAsync()).Seq);
    }

    [Fact]
    public async Task A_stream_without_news_says_that_it_is_alive()
    {
        using var listener = await _house.ListenAsync("toezicht", FollowUpHouse.Stream);
        _ = await listener.NextAsync();
        var began = TimeProvider.System.GetTimestamp();

        var heartbeat = await listener.NextAsync();

        Assert.Equal((EventStream.Heartbeat, (string?)null), (heartbeat!.Name, heartbeat.Id));
        Assert.InRange(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 14, 18);
    }

    [Fact]
    public async Task A_listener_that_reads_nothing_keeps_nobody_else_waiting()
    {
        using var slow = await _house.ListenAsync("veiligheid", FollowUpHouse.Stream, "0");
        for (var batch = 0; batch < 20; batch++)
        {
            await _house.TellAsync(_house.Lion.Id, 1_000);
        }

        using var listener = await _house.ListenAsync("veiligheid", FollowUpHouse.Stream);
        _ = await listener.NextAsync();
        await _house.TellAsync(_house.Lion.Id, 1);

        Assert.Equal(Seqs(_house.Lion.Id, 30_000)[^1], (await listener.MessageAsync(AtOnce)).Seq);
    }

    [Fact]
    public async Task A_number_that_is_none_and_a_parameter_that_is_not_known_are_refused_together()
    {
        using var listener = await _house.ListenAsync("veiligheid", FollowUpHouse.Stream + "?na=x&vanaf=1", lastEventId: "-7");

        Assert.Equal(HttpStatusCode.BadRequest, listener.Status);
        Assert.Equal(3, (await listener.ProblemAsync()).Codes().Count);
    }

    [Fact]
    public async Task An_account_has_at_most_eight_and_gets_room_when_one_ends()
    {
        var open = new List<Listener>();
        for (var number = 0; number < StreamBook.MaxOfAccount; number++)
        {
            open.Add(await _house.ListenAsync("veiligheid", FollowUpHouse.Stream));
        }

        using (var refused = await _house.ListenAsync("veiligheid", FollowUpHouse.Stream))
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, true), (refused.Status, refused.Response.Headers.RetryAfter is not null));
            Assert.Contains("stromen", (await refused.ProblemAsync()).Text("detail"), StringComparison.Ordinal);
        }

        using (var other = await _house.ListenAsync("veiligheid-haven", FollowUpHouse.Stream))
        {
            Assert.Equal(HttpStatusCode.OK, other.Status);
        }

        open[0].Dispose();
        await Talk.UntilAsync(() => _house.Part<StreamBook>().Count < StreamBook.MaxOfAccount, "the stream that ended made room");
        using var again = await _house.ListenAsync("veiligheid", FollowUpHouse.Stream);
        Assert.Equal(HttpStatusCode.OK, again.Status);
        open.ForEach(one => one.Dispose());
    }

    private async Task TellBothAsync(int count)
    {
        for (var number = 0; number < count; number++)
        {
            await _house.TellAsync(number % 2 == 0 ? _house.Lion.Id : _house.Harbour.Id, 1);
        }
    }

    private List<long> Seqs(Index.Identity.OpaqueId participantId, int count = 1_000) =>
        [.. _house.Installation.Messages.After(participantId, locationId: null, afterSeq: 0, count).Select((Message message) => message.Seq)];
}
