using Meldpunt.Index;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Keys;

namespace Meldpunt.Benchmarks;

/// <summary>An index of so many invented people, who are the numbers 0, 1, 2 …</summary>
internal sealed class FilledIndex : IDisposable
{
    public static readonly DateOnly Today = new(2026, 11, 21);

    public FilledIndex(int entries)
    {
        Entries = entries;
        Persons = new PersonIndex(Key, entries);
        for (var number = 0; number < entries; number++)
        {
            Persons.Put(OpaqueId.Create(), InventedPersons.Person(number), Today.AddDays(-30), Today.AddDays(335));
        }
    }

    public SecretKey Key { get; } = SecretKey.Create();

    public int Entries { get; }

    public PersonIndex Persons { get; }

    public void Dispose()
    {
        Persons.Dispose();
        Key.Dispose();
    }
}
