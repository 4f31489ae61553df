using Meldpunt.Index.Identity;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;
using static Meldpunt.Index.Tests.Support.TestPersons;

namespace Meldpunt.Index.Tests.Hot;

public sealed class AllocationTests
{
    [Theory]
    [InlineData("Jansen", null, "Maria")]
    [InlineData("Łukaszewska-Ångström", "van den", "Zoë Þórdís")]
    [InlineData("d’E\u0301tang", "'t", "J.P.")]
    [InlineData("Γεωργίου", null, "Ελένη")]
    public void A_query_allocates_nothing(string surname, string? prefix, string firstNames)
    {
        using var key = VectorKey();
        using var index = new PersonIndex(key, maxEntries: 100);
        var registered = Person(surname, firstNames, prefix);
        var stranger = Person("Onbekend", firstNames, prefix);
        index.Put(OpaqueId.Create(), registered, Today, Today);
        Ask(index, registered, stranger, times: 2_000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var hits = Ask(index, registered, stranger, times: 1_000);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(1_000, hits);
        Assert.Equal(0, allocated);
    }

    private static int Ask(PersonIndex index, PersonDetails registered, PersonDetails stranger, int times)
    {
        Span<FoundEntry> found = stackalloc FoundEntry[4];
        var hits = 0;
        for (var time = 0; time < times; time++)
        {
            hits += index.Find(registered, Today, found);
            hits += index.Find(stranger, Today, found);
        }

        return hits;
    }
}
