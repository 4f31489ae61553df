using Meldpunt.Index;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Keys;

namespace Meldpunt.Benchmarks;

/// <summary>An index that holds everybody of a crowd.</summary>
internal sealed class FilledIndex : IDisposable
{
    public static readonly DateOnly Today = new(2026, 11, 21);

    public FilledIndex(Crowd crowd)
    {
        Persons = new PersonIndex(Key, crowd.Entries);
        for (var number = 0; number < crowd.Entries; number++)
        {
            Persons.Put(OpaqueId.Create(), crowd.Registered(number), Today.AddDays(-30), Today.AddDays(335));
        }
    }

    public SecretKey Key { get; } = SecretKey.Create();

    public PersonIndex Persons { get; }

    public void Dispose()
    {
        Persons.Dispose();
        Key.Dispose();
    }
}
