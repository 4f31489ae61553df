using System.Collections.Frozen;
using System.Runtime.InteropServices;
using Meldpunt.Population.People;

namespace Meldpunt.Population.Likeness;

/// <summary>A given name as two people compare it: its letters and its sound. Those of the lists are kept, for a million twins ask for the same ones.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HeardName(string Letters, string Sound)
{
    private static readonly FrozenDictionary<string, HeardName> Known = Origins.All
        .SelectMany(origin => origin.Men.All.Concat(origin.Women.All))
        .Distinct(StringComparer.Ordinal)
        .ToFrozenDictionary(name => name, Listen, StringComparer.Ordinal);

    public static HeardName Of(string name) => Known.TryGetValue(name, out var heard) ? heard : Listen(name);

    private static HeardName Listen(string name) => new(SoundCode.Bare(name), SoundCode.Of(name));
}
