using System.Collections.Concurrent;
using Meldpunt.Population.People;
using Meldpunt.Population.Randomness;
using Meldpunt.Population.Typing;

namespace Meldpunt.Population.Outsiders;

/// <summary>Somebody else whom no rule over names and birth dates can be asked to tell apart.</summary>
internal static class NearlyThePerson
{
    private static readonly string[] SubKinds = [QueryKind.OneLetter, QueryKind.NicknameFamily, QueryKind.SameSound];
    private static readonly ConcurrentDictionary<(string Name, string SubKind), IReadOnlyList<string>> Similar = new();

    /// <summary>Which similar twin the number so-and-so is: the three in turn.</summary>
    public static string SubKind(long index) => SubKinds[index % SubKinds.Length];

    /// <summary>The same first name and birth date, and a surname that differs by a letter or a way of spelling.</summary>
    public static Person NearSurname(Person person, SeededRandom random)
    {
        var near = random.Chance(0.5) ? Slips.In(person.Own.Main, random) : Respelling.Of(person.Own.Main, random);
        return Kin.Elsewhere(person with { Own = person.Own with { Main = near } }, random);
    }

    /// <summary>The same surname and birth date, and a first name that differs by a letter, a sound, or is another form of it.</summary>
    public static Person NearFirst(Person person, SeededRandom random)
    {
        var similar = SimilarTo(person.Given[0], SubKind(random.Below(SubKinds.Length)));
        var near = similar.Count > 0 ? random.Pick(similar) : Slips.In(person.Given[0], random);
        return Kin.Elsewhere(person with { Given = [near, .. person.Given.Skip(1)] }, random);
    }

    /// <summary>The same surname, first name and birth date, born and living elsewhere.</summary>
    public static Person Doppelganger(Person person, SeededRandom random) => Kin.Elsewhere(person with { Given = [person.Given[0]] }, random);

    /// <summary>A twin with a similar first name; null when the lists have no such name.</summary>
    public static Person? SimilarTwin(Person person, string subKind, SeededRandom random)
    {
        var similar = SimilarTo(person.Given[0], subKind);
        return similar.Count == 0 ? null : person with { Given = [random.Pick(similar)] };
    }

    private static IReadOnlyList<string> SimilarTo(string name, string subKind) =>
        Similar.GetOrAdd((name, subKind), static key => SimilarNames.Of(key.Name, key.SubKind));
}
