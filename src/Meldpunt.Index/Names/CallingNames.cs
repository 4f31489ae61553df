using System.Collections.Frozen;

namespace Meldpunt.Index.Names;

/// <summary>
/// Formal first names and the names that somebody who bears one goes by: Johannes, and Jan or Hans. A formal name agrees with its calling names; two
/// calling names of one formal name do not agree with each other: Jan and Hans may well be brothers.
/// </summary>
internal static class CallingNames
{
    private const int FormalFlag = 1 << 15;

    private static readonly FrozenDictionary<string, char[]>.AlternateLookup<ReadOnlySpan<char>> RolesByName = Load();

    /// <summary>
    /// What a folded first name is in each family that it belongs to: the family's number, and whether the name is the formal one. Empty for a
    /// name that has none.
    /// </summary>
    public static ReadOnlySpan<char> RolesOf(ReadOnlySpan<char> name) => RolesByName.TryGetValue(name, out var roles) ? roles : [];

    /// <summary>The role in the same family that agrees with this one.</summary>
    public static char Opposite(char role) => (char)(role ^ FormalFlag);

    /// <summary>True for the role of the formal name, which is what documents hold.</summary>
    public static bool IsFormal(char role) => (role & FormalFlag) != 0;

    private static FrozenDictionary<string, char[]>.AlternateLookup<ReadOnlySpan<char>> Load() =>
        EmbeddedText.Lines("nicknames.txt")
            .SelectMany((line, family) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select((name, position) => (Name: name, Role: (char)(position == 0 ? family | FormalFlag : family))))
            .GroupBy(pair => pair.Name, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.Select(pair => pair.Role).Distinct().ToArray(), StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
}
