using Meldpunt.Index.Names;
using Meldpunt.Population.People;

namespace Meldpunt.Population;

/// <summary>An invented registered person.</summary>
public sealed class GeneratedPerson
{
    internal GeneratedPerson(string id, PersonDetails details, string source, Person real)
    {
        Id = id;
        Details = details;
        Source = source;
        Real = real;
        HeldGiven = details.FirstNames?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
    }

    /// <summary>R000000, R000001 …</summary>
    public string Id { get; }

    /// <summary>What the register holds.</summary>
    public PersonDetails Details { get; }

    /// <summary>How it was registered: form, mrz, or typed.</summary>
    public string Source { get; }

    /// <summary>Who it really is; the register may hold less.</summary>
    internal Person Real { get; }

    /// <summary>The given names in the register, word by word: perhaps fewer than there are, cut off, or mistyped.</summary>
    internal IReadOnlyList<string> HeldGiven { get; }
}
