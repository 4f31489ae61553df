namespace Meldpunt.Admin.Register;

/// <summary>The first of some entries, and how many there are in all.</summary>
public sealed record DeskList(IReadOnlyList<Entry> Entries, int Total)
{
    /// <summary>How many more there are.</summary>
    public int More => Total - Entries.Count;
}
