using System.Text;
using Meldpunt.Admin.Accounts;

namespace Meldpunt.Admin.Tests.Accounts;

/// <summary>Argon2id takes memory and a core: a flood of sign-ins takes time, and neither all memory nor the threads that answer gates.</summary>
public sealed class PasswordWorkTests : IDisposable
{
    private const string Password = "een lang wachtwoord van niemand";

    private readonly PasswordWork _work = new();
    private readonly ManualResetEventSlim _gate = new(initialState: true);

    public void Dispose()
    {
        _gate.Set();
        _work.Dispose();
        _gate.Dispose();
    }

    [Fact]
    public async Task A_password_is_the_same_however_its_accents_were_typed()
    {
        var hash = await _work.CreateAsync("wachtwoord met é", TestContext.Current.CancellationToken);

        Assert.True(await _work.VerifyAsync(hash, "wachtwoord met é".Normalize(NormalizationForm.FormD), TestContext.Current.CancellationToken));
        Assert.False(await _work.VerifyAsync(hash, "wachtwoord met e", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Without_a_hash_the_same_work_is_done_and_the_answer_is_no()
    {
        var before = _work.Done;

        Assert.False(await _work.VerifyAsync(hash: null, Password, TestContext.Current.CancellationToken));
        Assert.False(await _work.VerifyAsync(hash: null, string.Empty, TestContext.Current.CancellationToken));

        Assert.Equal(before + 2, _work.Done);
    }

    [Fact]
    public async Task At_most_four_run_and_sixty_four_wait_and_one_more_is_refused_at_once()
    {
        var running = 0;
        var most = 0;
        _gate.Reset();
        _work.BeforeWork = () =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            _gate.Wait(TestContext.Current.CancellationToken);
            Interlocked.Decrement(ref running);
        };
        var taken = new List<Task<bool>>();
        while (true)
        {
            var next = _work.VerifyAsync(hash: null, Password, TestContext.Current.CancellationToken);
            if (next.IsFaulted)
            {
                await Assert.ThrowsAsync<TooManyWaitException>(() => next);
                break;
            }

            taken.Add(next);
        }

        Assert.InRange(taken.Count, PasswordWork.MaxWaiting + 1, PasswordWork.MaxWaiting + 4);
        _gate.Set();
        await Task.WhenAll(taken);
        Assert.InRange(most, 1, 4);
        Assert.Equal(0, _work.Waiting);
        Assert.False(await _work.VerifyAsync(hash: null, Password, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Whoever_stops_waiting_leaves_room()
    {
        _gate.Reset();
        _work.BeforeWork = () => _gate.Wait(TestContext.Current.CancellationToken);
        using var leaving = new CancellationTokenSource();
        var first = Enumerable.Range(0, 4).Select(_ => _work.VerifyAsync(hash: null, Password, TestContext.Current.CancellationToken)).ToList();
        var waiting = Enumerable.Range(0, 20).Select(_ => _work.VerifyAsync(hash: null, Password, leaving.Token)).ToList();

        await leaving.CancelAsync();

        foreach (var task in waiting)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        }

        Assert.Equal(first.Count, _work.Waiting);
        _gate.Set();
        await Task.WhenAll(first);
    }

    [Fact]
    public async Task Every_hash_that_is_kept_has_the_parameters_of_the_policy_or_more()
    {
        var hash = await _work.CreateAsync(Password, TestContext.Current.CancellationToken);
        var parts = hash.Split('$');
        var parameters = parts[3].Split(',').ToDictionary(pair => pair[0], pair => int.Parse(pair.AsSpan(2), System.Globalization.CultureInfo.InvariantCulture));

        // OWASP's: 19 MiB, two passes, one lane.
        Assert.Equal(("argon2id", "v=19"), (parts[1], parts[2]));
        Assert.True(parameters['m'] >= 19 * 1024 && parameters['t'] >= 2 && parameters['p'] >= 1, hash[..30]);
    }
}
