using System.Collections.Concurrent;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Messages;

/// <summary>
/// Rings when there are new messages of a desk, so that who waits for them need not ask the store. It carries nothing: whoever hears it reads what is durable. Safe to use from many threads.
/// </summary>
public sealed class MessageBell
{
    private readonly ConcurrentDictionary<OpaqueId, TaskCompletionSource> _waiting = new();
    private TaskCompletionSource _any = NewBell();

    /// <summary>Completes at the next ring for a participant, or for <see cref="MessageStore.Consortium"/>. Take it before reading the store, and nothing is missed.</summary>
    public Task Next(OpaqueId participantId) =>
        _waiting.GetOrAdd(participantId, _ => NewBell()).Task;

    /// <summary>Completes at the next ring for whomever.</summary>
    public Task NextOfAny() => Volatile.Read(ref _any).Task;

    /// <summary>There are new, durable messages of this participant.</summary>
    public void Ring(OpaqueId participantId)
    {
        if (_waiting.TryRemove(participantId, out var waiting))
        {
            waiting.TrySetResult();
        }

        Interlocked.Exchange(ref _any, NewBell()).TrySetResult();
    }

    private static TaskCompletionSource NewBell() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
