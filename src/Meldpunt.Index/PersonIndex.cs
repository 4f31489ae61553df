using System.Collections.Concurrent;
using Meldpunt.Index.Hot;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;

namespace Meldpunt.Index;

/// <summary>
/// Who is this? The one way in: a person goes in as keyed hashes, and is asked for by the same rule. Pure: no database, no web, no clock.
/// Safe to use from many threads.
/// </summary>
public sealed class PersonIndex : IDisposable
{
    // For comparing two people without an index, which any key is good for.
    private static readonly SecretKey AnyKey = SecretKey.Create();
    private static readonly ConcurrentBag<PersonComparison> Comparisons = [];

    private readonly SecretKey _hashKey;
    private readonly TagHasher _hasher;
    private readonly HotIndex _hot;
    private readonly ConcurrentBag<Workspace> _workspaces = [];

    /// <summary>Makes an empty index.</summary>
    /// <param name="indexKey">The key of all hashes; the index derives its own from it.</param>
    /// <param name="maxEntries">Room for this many entries, counting every change of an entry as one more.</param>
    /// <param name="strength">How much must agree.</param>
    public PersonIndex(SecretKey indexKey, long maxEntries, MatchStrength strength = MatchStrength.Balanced)
        : this(indexKey, maxEntries, MatchRule.Of(strength))
    {
    }

    /// <summary>As the other, with a rule of one's own; for measuring.</summary>
    public PersonIndex(SecretKey indexKey, long maxEntries, MatchRule rule)
    {
        ArgumentNullException.ThrowIfNull(indexKey);
        _hashKey = indexKey.Derive("meldpunt index hashes"u8);
        _hasher = new TagHasher(_hashKey);
        _hot = new HotIndex(maxEntries);
        Rule = rule;
    }

    /// <summary>The rule that decides.</summary>
    public MatchRule Rule { get; }

    /// <summary>Entries in the index.</summary>
    public int Count => _hot.Count;

    /// <summary>
    /// Finds the entries that the rule calls the same person and that still run today. Writes at most as many as fit and returns how
    /// many there are in all; 0 is "no match". Allocates nothing once warm.
    /// </summary>
    public int Find(PersonDetails person, DateOnly today, Span<FoundEntry> found)
    {
        var workspace = Rent();
        try
        {
            workspace.Keys.Derive(person, workspace.Query);
            return _hot.Find(workspace.Query, Rule, today, found);
        }
        finally
        {
            _workspaces.Add(workspace);
        }
    }

    /// <summary>Puts an entry in, or replaces it; it matches from its first day to its last, both included. Throws <see cref="IndexFullException"/> when there is no room.</summary>
    public void Put(OpaqueId id, PersonDetails person, DateOnly firstDay, DateOnly lastDay)
    {
        var workspace = Rent();
        try
        {
            workspace.Keys.Derive(person, workspace.Entry);
            _hot.Put(id, workspace.Entry, firstDay, lastDay);
        }
        finally
        {
            _workspaces.Add(workspace);
        }
    }

    /// <summary>
    /// False for a person of whom too little is known for the rule ever to find them, not even by the very same details: no first name and no birthplace or
    /// address, or an unknown birth date and nothing beside it.
    /// </summary>
    public static bool CanFind(PersonDetails person, MatchStrength strength = MatchStrength.Balanced) => IsSame(person, person, MatchRule.Of(strength));

    /// <summary>True when the rule calls a visitor the same as the person who is registered, with no index between them.</summary>
    public static bool IsSame(PersonDetails registered, PersonDetails visitor, MatchRule rule) =>
        Compared(comparison => comparison.Compare(registered, visitor, rule) is not null);

    /// <summary>By what a visitor can be told from a registered person; see <see cref="PersonComparison.Tell"/>.</summary>
    public static Distinction Tell(PersonDetails registered, PersonDetails visitor) => Compared(comparison => comparison.Tell(registered, visitor));

    /// <summary>How many keyed hashes the index keeps of this person.</summary>
    public int CountKeys(PersonDetails person)
    {
        var workspace = Rent();
        workspace.Keys.Derive(person, workspace.Entry);
        var count = workspace.Entry.KeyCount;
        _workspaces.Add(workspace);
        return count;
    }

    /// <summary>Takes an entry out; does nothing when it is not there.</summary>
    public void Remove(OpaqueId id) => _hot.Remove(id);

    public void Dispose()
    {
        _hot.Dispose();
        _hashKey.Dispose();
    }

    private static T Compared<T>(Func<PersonComparison, T> compare)
    {
        var comparison = Comparisons.TryTake(out var used) ? used : new PersonComparison(AnyKey);
        try
        {
            return compare(comparison);
        }
        finally
        {
            Comparisons.Add(comparison);
        }
    }

    private Workspace Rent() => _workspaces.TryTake(out var workspace) ? workspace : new Workspace(new PersonKeys(_hasher));

    /// <summary>What one thread needs to ask or to put; used again and again.</summary>
    private sealed record Workspace(PersonKeys Keys)
    {
        public QueryProfile Query { get; } = new();

        public EntryProfile Entry { get; } = new();
    }
}
