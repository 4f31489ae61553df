using System.Threading.Channels;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.QueryLog.Signals;

/// <summary>
/// Where answered questions wait, for less than a second, to be held against each other. Bounded: when it is full a question is let go and counted, because no visitor waits
/// for a signal. Safe to use from many threads.
/// </summary>
public sealed class RunInbox
{
    /// <summary>Questions that may wait for the next half second; more than all gates of a large city ask in it.</summary>
    public const int Capacity = 2_048;

    private readonly Channel<(LoggedQuery Row, PersonDetails Person)> _waiting =
        Channel.CreateBounded<(LoggedQuery Row, PersonDetails Person)>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    private long _dropped;

    /// <summary>Offers a question whose row is durable. Never waits and never throws.</summary>
    public void Offer(LoggedQuery row, PersonDetails person)
    {
        if (!_waiting.Writer.TryWrite((row, person)))
        {
            CountDropped();
        }
    }

    /// <summary>How many were not watched since the last time this was asked.</summary>
    public long TakeDropped() => Interlocked.Exchange(ref _dropped, 0);

    /// <summary>Takes the next one, when there is one.</summary>
    internal bool TryTake(out (LoggedQuery Row, PersonDetails Person) question) => _waiting.Reader.TryRead(out question);

    /// <summary>Counts a question that is not watched.</summary>
    internal void CountDropped() => Interlocked.Increment(ref _dropped);
}
