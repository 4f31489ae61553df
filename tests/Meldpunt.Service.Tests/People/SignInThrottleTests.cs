using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.People;

/// <summary>Who guesses waits longer and longer; nobody is locked out.</summary>
public sealed class SignInThrottleTests
{
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 11, 21, 11, 0, 0, TimeSpan.Zero));
    private readonly SignInThrottle _throttle;
    private readonly GuessCount _count = new(GuessKind.Password, OpaqueId.Create(), PlaceId: default);

    public SignInThrottleTests() => _throttle = new SignInThrottle(_time);

    [Fact]
    public void Five_guesses_are_free_and_then_each_waits_twice_as_long_up_to_five_minutes()
    {
        Assert.All(Enumerable.Range(0, SignInThrottle.FreeGuesses), _ => Assert.True(_throttle.TryGuess(_count)));
        foreach (var seconds in new[] { 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300 })
        {
            _time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            Assert.False(_throttle.TryGuess(_count), $"{seconds} seconds were not awaited");
            _time.Advance(TimeSpan.FromMilliseconds(1));
            Assert.True(_throttle.TryGuess(_count), $"after {seconds} seconds");
        }
    }

    [Fact]
    public void What_came_too_soon_is_no_failure_and_makes_nobody_wait_longer()
    {
        Assert.All(Enumerable.Range(0, SignInThrottle.FreeGuesses), _ => Assert.True(_throttle.TryGuess(_count)));
        Assert.All(Enumerable.Range(0, 1_000), _ => Assert.False(_throttle.TryGuess(_count)));

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.True(_throttle.TryGuess(_count));
    }

    [Fact]
    public void A_right_guess_begins_anew_and_one_that_was_not_looked_at_does_not_count()
    {
        for (var round = 0; round < 3; round++)
        {
            Assert.All(Enumerable.Range(0, SignInThrottle.FreeGuesses), _ => Assert.True(_throttle.TryGuess(_count)));
            _throttle.Succeeded(_count);
        }

        for (var round = 0; round < 20; round++)
        {
            Assert.True(_throttle.TryGuess(_count));
            _throttle.TakeBack(_count);
        }
    }

    [Fact]
    public async Task A_thousand_guesses_at_the_same_moment_are_five()
    {
        var looked = 0;
        await Parallel.ForAsync(0, 1_000, TestContext.Current.CancellationToken, (_, _) =>
        {
            Interlocked.Add(ref looked, _throttle.TryGuess(_count) ? 1 : 0);
            return ValueTask.CompletedTask;
        });

        Assert.Equal(SignInThrottle.FreeGuesses, looked);
    }

    [Fact]
    public void Each_account_each_known_browser_and_each_kind_of_guess_has_a_count_of_its_own()
    {
        Assert.All(Enumerable.Range(0, SignInThrottle.FreeGuesses), _ => Assert.True(_throttle.TryGuess(_count)));
        Assert.False(_throttle.TryGuess(_count));

        Assert.True(_throttle.TryGuess(_count with { PlaceId = OpaqueId.Create() }));
        Assert.True(_throttle.TryGuess(_count with { Kind = GuessKind.SecondFactor }));
        Assert.True(_throttle.TryGuess(_count with { AccountId = OpaqueId.Create() }));
    }

    [Fact]
    public void A_PIN_has_twenty_failures_an_hour_over_all_terminals_and_no_more()
    {
        var account = OpaqueId.Create();
        var looked = Enumerable.Range(0, 100).Count(_ => _throttle.TryGuess(new GuessCount(GuessKind.Pin, account, OpaqueId.Create())));

        Assert.Equal(SignInThrottle.PinFailuresAnHour, looked);
        Assert.True(_throttle.TryGuess(new GuessCount(GuessKind.Pin, OpaqueId.Create(), OpaqueId.Create())));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.True(_throttle.TryGuess(new GuessCount(GuessKind.Pin, account, OpaqueId.Create())));
    }

    [Fact]
    public void A_shift_of_right_PINs_is_no_failure()
    {
        var count = new GuessCount(GuessKind.Pin, OpaqueId.Create(), OpaqueId.Create());
        for (var signIn = 0; signIn < 200; signIn++)
        {
            Assert.True(_throttle.TryGuess(count));
            _throttle.Succeeded(count);
        }

        Assert.Equal(0, _throttle.Count);
    }

    [Fact]
    public void What_it_remembers_is_bounded()
    {
        for (var number = 0; number < SignInThrottle.MaxCounts + 100; number++)
        {
            _throttle.TryGuess(new GuessCount(GuessKind.Password, OpaqueId.Create(), PlaceId: default));
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(SignInThrottle.MaxCounts, _throttle.Count);
        _time.Advance(TimeSpan.FromHours(2));
        Assert.True(_throttle.TryGuess(_count));
        Assert.Equal(1, _throttle.Count);
    }
}
