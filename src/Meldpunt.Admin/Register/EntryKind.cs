namespace Meldpunt.Admin.Register;

/// <summary>What kind of registration an entry is. The numbers stand in the database.</summary>
public enum EntryKind
{
    /// <summary>A warning. <c>waarschuwing</c></summary>
    Warning = 1,

    /// <summary>A ban for every garage of the consortium. <c>toegangsverbod</c></summary>
    Ban = 2,
}
