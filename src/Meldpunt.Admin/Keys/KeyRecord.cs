namespace Meldpunt.Admin.Keys;

/// <summary>A line of the inventory of keys: <c>docs/keys.md</c> says the same in the same words.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="File">Where it stands, below the data folder; <c>*</c> for a month or an id. Null for a key that is on no disk here.</param>
/// <param name="Members">The fields of the program that hold it while it runs, as <c>Type._field</c>.</param>
/// <param name="WrappedBy">What must be known to open it.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="MadeBy">Who makes it, when.</param>
/// <param name="Dies">When it ends.</param>
public sealed record KeyRecord(string Name, string? File, IReadOnlyList<string> Members, string WrappedBy, string Purpose, string MadeBy, string Dies)
{
    /// <summary>Its line in the table.</summary>
    public string ToLine() =>
        $"| {Name} | {(File is null ? "memory only" : $"`{File}`")} | {(Members.Count == 0 ? "no" : string.Join(", ", Members.Select(member => $"`{member}`")))} | {WrappedBy} | {Purpose} | {MadeBy} | {Dies} |";
}
