using Meldpunt.Index.Identity;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.QueryLog.Signals;

/// <summary>
/// The last questions of one account, in memory that the collector does not move, so that clearing it leaves no copy. When it is full the oldest makes place.
/// </summary>
internal sealed class RunMemory
{
    /// <summary>Questions that are kept: three times what the busiest gate asks in ten minutes, and plenty to see a run by.</summary>
    public const int Capacity = 256;

    private readonly byte[] _bytes = GC.AllocateArray<byte>(Capacity * RunEntry.SizeBytes, pinned: true);
    private int _next;

    /// <summary>Questions in it.</summary>
    public int Count { get; private set; }

    public OpaqueId ParticipantId { get; private set; }

    public OpaqueId AccountId { get; private set; }

    /// <summary>True when every byte is zero.</summary>
    public bool IsBlank => !_bytes.AsSpan().ContainsAnyExcept((byte)0);

    /// <summary>A question by its age: 0 is the newest.</summary>
    public RunEntry this[int age] => EntryAt((_next - 1 - age + (2 * Capacity)) % Capacity);

    /// <summary>Makes it the memory of an account.</summary>
    public void Assign(OpaqueId participantId, OpaqueId accountId) => (ParticipantId, AccountId) = (participantId, accountId);

    public void Add(in FoldedPerson person, long unixMilliseconds, long seq)
    {
        EntryAt(_next).Write(person, unixMilliseconds, seq);
        _next = (_next + 1) % Capacity;
        Count = Math.Min(Count + 1, Capacity);
    }

    /// <summary>Zeroes the questions from before a moment.</summary>
    public void Forget(long beforeUnixMilliseconds)
    {
        while (Count > 0 && this[Count - 1].UnixMilliseconds < beforeUnixMilliseconds)
        {
            _bytes.AsSpan(((_next - Count + Capacity) % Capacity) * RunEntry.SizeBytes, RunEntry.SizeBytes).Clear();
            Count--;
        }
    }

    /// <summary>The sighting of a run that goes back to the question of this age.</summary>
    public Sighting Sight(SignalKind kind, int oldestAge, int count)
    {
        var first = this[oldestAge];
        var last = this[0];
        return new Sighting(
            kind, ParticipantId, AccountId, Math.Min(first.UnixMilliseconds, last.UnixMilliseconds), Math.Min(first.Seq, last.Seq),
            Math.Max(first.UnixMilliseconds, last.UnixMilliseconds), Math.Max(first.Seq, last.Seq), count);
    }

    private RunEntry EntryAt(int place) => new(_bytes.AsSpan(place * RunEntry.SizeBytes, RunEntry.SizeBytes));
}
