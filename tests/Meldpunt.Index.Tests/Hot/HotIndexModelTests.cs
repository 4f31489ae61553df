using FsCheck.Fluent;
using Meldpunt.Index.Hot;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Tests.Support;
using static Meldpunt.Index.Tests.Support.HotKeys;

namespace Meldpunt.Index.Tests.Hot;

/// <summary>Any sequence of changes leaves the hot index finding what a plain dictionary finds.</summary>
public sealed class HotIndexModelTests
{
    private const int Ids = 6;
    private const int KeyCount = 5;
    private const int Days = 4;

    [Fact]
    public void Any_sequence_of_changes_finds_what_a_plain_dictionary_finds()
    {
        Hold(mostKeys: KeyCount, Entry, Visitor);
    }

    [Fact]
    public void Any_sequence_of_changes_finds_by_address_what_a_plain_dictionary_finds()
    {
        Hold(mostKeys: EntryProfile.MaxAddressKeys, EntryAtAddresses, VisitorAtAddresses);
    }

    private static void Hold(int mostKeys, Func<int[], EntryProfile> entry, Func<int[], QueryProfile> visitor)
    {
        // Every single key, and as many as one visitor can have.
        int[][] questions = [.. Enumerable.Range(0, KeyCount).Select(key => new[] { key }), [.. Enumerable.Range(0, KeyCount).Take(mostKeys)]];
        var visitors = questions.Select(keys => (Keys: keys, Visitor: visitor(keys))).ToList();
        var steps =
            from action in Gen.Choose(0, 3)
            from id in Gen.Choose(0, Ids - 1)
            from keys in Gen.Choose(0, (1 << KeyCount) - 1)
            from firstDay in Gen.Choose(0, Days)
            from lastDay in Gen.Choose(0, Days)
            select new Step(action == 0, id, [.. Enumerable.Range(0, KeyCount).Where(key => (keys >> key & 1) == 1).Take(mostKeys)], firstDay, lastDay);

        Properties.Hold(Prop.ForAll(steps.ArrayOf().ToArbitrary(), drawn => AgreesWithModel(drawn, entry, visitors)), cases: 200);
    }

    private static bool AgreesWithModel(Step[] steps, Func<int[], EntryProfile> entry, List<(int[] Keys, QueryProfile Visitor)> visitors)
    {
        using var index = new HotIndex(maxEntries: 1_000);
        var model = new Dictionary<OpaqueId, Step>();
        foreach (var step in steps)
        {
            if (step.Removes)
            {
                index.Remove(Id(step.Id));
                model.Remove(Id(step.Id));
            }
            else
            {
                index.Put(Id(step.Id), entry(step.Keys), Today.AddDays(step.FirstDay), Today.AddDays(step.LastDay));
                model[Id(step.Id)] = step;
            }

            if (!visitors.TrueForAll(asked => Agrees(index, model, asked.Keys, asked.Visitor)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Agrees(HotIndex index, Dictionary<OpaqueId, Step> model, int[] keys, QueryProfile visitor)
    {
        for (var day = 0; day <= Days; day++)
        {
            var found = index.Find(visitor, Today.AddDays(day));
            var expected = model.Where(entry => entry.Value.IsFound(keys, day)).Select(entry => entry.Key).ToHashSet();
            if (found.Count != expected.Count || !expected.SetEquals(found))
            {
                return false;
            }
        }

        return index.Count == model.Count;
    }

    private sealed record Step(bool Removes, int Id, int[] Keys, int FirstDay, int LastDay)
    {
        public bool IsFound(int[] keys, int day) => FirstDay <= day && day <= LastDay && Keys.Intersect(keys).Any();
    }
}
