using System.Text;

namespace Meldpunt.Admin.Accounts;

/// <summary>
/// The work of Argon2id for passwords and PINs, a bounded amount at once: each takes 19 MiB and a core. At most four run, on threads of their own, and fewer on a small machine,
/// so that half of its cores is left for the gates; at most 64 wait, without holding a thread; one more gets a <see cref="TooManyWaitException"/>. What is hashed is the NFC
/// of what was typed. Safe to use from many threads.
/// </summary>
public sealed class PasswordWork : IDisposable
{
    /// <summary>Most that wait.</summary>
    public const int MaxWaiting = 64;

    private const int MostAtOnce = 4;

    private static readonly int AtOnce = Math.Clamp(Environment.ProcessorCount / 2, 1, MostAtOnce);

    // Verified when there is nothing to verify, so that its absence takes the same work. Nobody knows the password.
    private static readonly Lazy<string> Decoy = new(() => PasswordHash.Create(RandomSecret.Create()));

    private readonly SemaphoreSlim _places = new(AtOnce);
    private int _waiting;
    private long _done;

    /// <summary>How many wait or run now.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>How often Argon2id ran.</summary>
    public long Done => Interlocked.Read(ref _done);

    /// <summary>Called when a place was taken, before the work. For tests that hold it.</summary>
    internal Action? BeforeWork { get; set; }

    /// <summary>Hashes a secret, in PHC form.</summary>
    public Task<string> CreateAsync(string secret, CancellationToken cancellation = default) =>
        InTurnAsync(() => PasswordHash.Create(Composed(secret)), cancellation);

    /// <summary>True when the secret is the one that was hashed. A null hash takes the same work, and is false.</summary>
    public Task<bool> VerifyAsync(string? hash, string secret, CancellationToken cancellation = default) =>
        InTurnAsync(() => PasswordHash.Verify(hash ?? Decoy.Value, Composed(secret)) && hash is not null, cancellation);

    public void Dispose() => _places.Dispose();

    // A lone half of a pair has no normal form; such a text is nobody's password and is hashed as it is.
    private static string Composed(string secret)
    {
        try
        {
            return secret.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return secret;
        }
    }

    private async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _waiting) > MaxWaiting + AtOnce)
        {
            Interlocked.Decrement(ref _waiting);
            throw new TooManyWaitException();
        }

        try
        {
            await _places.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                // A thread of its own: the pool's are for those who wait for something.
                return await Task.Factory.StartNew(
                    () =>
                    {
                        BeforeWork?.Invoke();
                        Interlocked.Increment(ref _done);
                        return work();
                    },
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
                    TaskScheduler.Default).ConfigureAwait(false);
            }
            finally
            {
                _places.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
