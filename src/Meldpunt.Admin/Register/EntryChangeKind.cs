namespace Meldpunt.Admin.Register;

/// <summary>What happened to an entry. The numbers stand in the database.</summary>
internal enum EntryChangeKind
{
    /// <summary>It was made or changed.</summary>
    Put = 1,

    /// <summary>It is to match no longer.</summary>
    Removed = 2,
}
