namespace Meldpunt.Population.People;

/// <summary>A birthplace.</summary>
/// <param name="Name">As it stands in a register.</param>
/// <param name="Variants">Other ways to write it.</param>
/// <param name="Districts">Parts of it that people call their birthplace.</param>
/// <param name="Country">Dutch name of the country when it lies abroad; given instead of the place now and then.</param>
internal sealed record Place(string Name, IReadOnlyList<string> Variants, IReadOnlyList<string> Districts, string? Country);
