namespace Meldpunt.Admin.Accounts;

/// <summary>The roles as the interface names them.</summary>
public static class RoleNames
{
    public const string Gate = "poort";
    public const string Security = "veiligheid";
    public const string Oversight = "toezicht";
    public const string Management = "beheer";

    /// <summary>All of them, in the order of <see cref="Role"/>.</summary>
    public static IReadOnlyList<string> All { get; } = [Gate, Security, Oversight, Management];

    public static string Of(Role role) => All[(int)role - 1];

    /// <summary>The role of a name; false when there is none.</summary>
    public static bool TryParse(string name, out Role role)
    {
        role = (Role)(All.TakeWhile(known => !string.Equals(known, name, StringComparison.Ordinal)).Count() + 1);
        return Enum.IsDefined(role);
    }
}
