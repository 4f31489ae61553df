using Meldpunt.Admin.Installations;
using Meldpunt.Index.Matching;
using Meldpunt.Service.Access;
using Meldpunt.Service.Pages.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary>
/// <c>/regel</c>: the rule over who is the same person, in its three strengths side by side, as a consortium approves it (protocol article 6.1). It is
/// written from the rule that decides, so the two cannot differ.
/// </summary>
[Authorize(AccessSetup.RuleReaders)]
internal sealed class RuleModel(Installation installation, PageTexts texts) : PageModel
{
    /// <summary>The rule.</summary>
    public static RuleSheet Sheet => RuleText.Sheet;

    /// <summary>From the strictest on.</summary>
    public static IReadOnlyList<MatchStrength> Strengths { get; } = Enum.GetValues<MatchStrength>();

    /// <summary>Every word that stands in a row, in the order in which a reader meets them.</summary>
    public static IReadOnlyList<string> Words { get; } = Sheet.Names.Concat(Sheet.Supports).Concat(Sheet.Demands)
        .SelectMany(line => line.Words.Concat(line.ExcludedWords))
        .Distinct(StringComparer.Ordinal)
        .ToList();

    /// <summary>The strength by which this service decides.</summary>
    public MatchStrength InForce => installation.Strength;

    /// <summary>What must agree, as people say it.</summary>
    public string SentenceOf(RuleLine line) => string.Join(", ", line.Words.Select(texts.RuleWord));

    /// <summary>What must not hold beside it; null when there is nothing of the kind.</summary>
    public string? ExceptionOf(RuleLine line) =>
        line.ExcludedWords.IsEmpty ? null : texts.Format("rule.except", string.Join("; ", line.ExcludedWords.Select(texts.RuleWord)));
}
