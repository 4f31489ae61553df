using Meldpunt.Population.Likeness;
using Meldpunt.Population.People;

namespace Meldpunt.Population.Outsiders;

/// <summary>For each given name of the lists, the other names that are nearly it, by the way in which they are near. The three ways exclude each other.</summary>
internal static class SimilarNames
{
    private static readonly string[] Names = [.. ReadNames()];
    private static readonly ILookup<string, string> BySound = Names.ToLookup(SoundCode.Of, StringComparer.Ordinal);
    private static readonly ILookup<string, string> ByMissingLetter = ReadMissingLetters();

    /// <summary>The names that are near this one in the given way (<see cref="QueryKind"/>), in the order of the lists.</summary>
    public static IReadOnlyList<string> Of(string name, string subKind) => subKind switch
    {
        QueryKind.NicknameFamily => [.. NameFamilies.Relatives(name).Where(other => IsAnother(name, other))],
        QueryKind.SameSound => [.. BySound[SoundCode.Of(name)].Where(other => IsAnother(name, other) && !NameFamilies.Same(HeardName.Of(name), HeardName.Of(other)))],
        _ => [.. OneEditAway(name)],
    };

    private static IEnumerable<string> OneEditAway(string name) => WithoutOneLetter(SoundCode.Bare(name)).Append(SoundCode.Bare(name))
        .SelectMany(shorter => ByMissingLetter[shorter])
        .Distinct(StringComparer.Ordinal)
        .Where(other => IsAnother(name, other)
            && EditDistance.Between(SoundCode.Bare(name), SoundCode.Bare(other)) == 1
            && !NameFamilies.Same(HeardName.Of(name), HeardName.Of(other))
            && !string.Equals(SoundCode.Of(name), SoundCode.Of(other), StringComparison.Ordinal));

    private static bool IsAnother(string name, string other) => !string.Equals(SoundCode.Bare(name), SoundCode.Bare(other), StringComparison.Ordinal);

    private static IEnumerable<string> ReadNames() => Origins.All
        .SelectMany(origin => origin.Men.All.Concat(origin.Women.All))
        .Distinct(StringComparer.Ordinal)
        .Where(name => SoundCode.Bare(name).Length > 2);

    private static ILookup<string, string> ReadMissingLetters() => Names
        .SelectMany(name => WithoutOneLetter(SoundCode.Bare(name)).Append(SoundCode.Bare(name)).Distinct(StringComparer.Ordinal), (name, shorter) => (name, shorter))
        .ToLookup(pair => pair.shorter, pair => pair.name, StringComparer.Ordinal);

    private static IEnumerable<string> WithoutOneLetter(string name) => Enumerable.Range(0, name.Length).Select(position => name.Remove(position, 1));
}
