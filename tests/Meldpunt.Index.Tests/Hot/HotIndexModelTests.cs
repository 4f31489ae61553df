using FsCheck.Fluent;
using Meldpunt.Index.Hot;
using Meldpunt.Index.Identity;
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
        var steps =
            from action in Gen.Choose(0, 3)
            from id in Gen.Choose(0, Ids - 1)
            from keys in Gen.Choose(0, (1 << KeyCount) - 1)
            from firstDay in Gen.Choose(0, Days)
            from lastDay in Gen.Choose(0, Days)
            select new Step(action == 0, id, [.. Enumerable.Range(0, KeyCount).Where(key => (keys >> key & 1) == 1)], firstDay, lastDay);

        Properties.Hold(Prop.ForAll(steps.ArrayOf().ToArbitrary(), AgreesWithModel), cases: 200);
    }

    private static bool AgreesWithModel(Step[] steps)
    {
        using var index = new HotIndex(maxKeys: 1_000);
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
                index.Put(Id(step.Id), KeysOf(step.Keys), Today.AddDays(step.FirstDay), Today.AddDays(step.LastDay));
                model[Id(step.Id)] = step;
            }

            if (!Agrees(index, model))
            {
                return false;
            }
        }

        return true;
    }

    // Every single key and all of them together, on every day.
    private static bool Agrees(HotIndex index, Dictionary<OpaqueId, Step> model)
    {
        var questions = Enumerable.Range(0, KeyCount).Select(key => new[] { key }).Append([.. Enumerable.Range(0, KeyCount)]);
        foreach (var keys in questions)
        {
            for (var day = 0; day <= Days; day++)
            {
                var found = new OpaqueId[Ids];
                var count = index.Find(KeysOf(keys), Today.AddDays(day), found);
                var expected = model.Where(entry => entry.Value.IsFound(keys, day)).Select(entry => entry.Key).ToHashSet();
                if (count != expected.Count || !expected.SetEquals(found[..count]))
                {
                    return false;
                }
            }
        }

        return index.Count == model.Count;
    }

    private sealed record Step(bool Removes, int Id, int[] Keys, int FirstDay, int LastDay)
    {
        public bool IsFound(int[] keys, int day) => FirstDay <= day && day <= LastDay && Keys.Intersect(keys).Any();
    }
}
