using Meldpunt.Service.Background;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests;

/// <summary>That nobody is told of matches is seen, and not only by whoever reads the operational log.</summary>
public sealed class FollowingStateTests
{
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 11, 21, 20, 15, 0, TimeSpan.Zero));

    [Fact]
    public void A_minute_without_a_turn_that_succeeds_shows_and_the_next_one_that_does_ends_it()
    {
        var state = new FollowingState(_time);
        _time.Advance(TimeSpan.FromSeconds(59));
        state.Turn(succeeded: false);
        Assert.True(state.IsWell);

        _time.Advance(TimeSpan.FromSeconds(2));
        state.Turn(succeeded: false);
        Assert.False(state.IsWell);

        state.Turn(succeeded: true);
        Assert.True(state.IsWell);
    }
}
