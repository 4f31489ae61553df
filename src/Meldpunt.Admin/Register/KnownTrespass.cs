namespace Meldpunt.Admin.Register;

/// <summary>A trespass on a ban, as every desk may see it after a match (article 5.2 k).</summary>
/// <param name="Day">The day it was found.</param>
/// <param name="FoundBy">The company that found it.</param>
public sealed record KnownTrespass(DateOnly Day, string FoundBy);
