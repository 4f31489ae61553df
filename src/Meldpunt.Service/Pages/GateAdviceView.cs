namespace Meldpunt.Service.Pages;

/// <summary>An advice to a gate, as a page shows it.</summary>
/// <param name="Word">As the interface says it: <c>toelaten</c>, <c>voorwaarden</c>, <c>weigeren</c> or <c>vervallen</c>.</param>
/// <param name="Conditions">In lines.</param>
internal sealed record GateAdviceView(string Word, IReadOnlyList<string> Conditions)
{
    /// <summary>Every word, for a page that waits for one of them.</summary>
    public static IReadOnlyList<string> Words { get; } = ["toelaten", "voorwaarden", "weigeren", "vervallen"];

    public override string ToString() => nameof(GateAdviceView);
}
