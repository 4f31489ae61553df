using Meldpunt.Index.Names;

namespace Meldpunt.Population;

/// <summary>One question at a gate, and what no matcher may read of it.</summary>
/// <param name="Id">A letter for the stream, and the number within it.</param>
/// <param name="Details">What was typed or read.</param>
/// <param name="Channel">One of <see cref="Meldpunt.Population.Channel"/>.</param>
/// <param name="Truth">Id of the registered person whom the visitor is; null for an outsider.</param>
/// <param name="Kind">One of <see cref="QueryKind"/>.</param>
/// <param name="Differences">Labels of <see cref="Difference"/>, in alphabetical order.</param>
/// <param name="Related">Id of the registered person whom an outsider was derived from.</param>
/// <param name="Ambiguous">True when what was typed is as near to that person as a true visitor's typing would be: no rule can tell.</param>
/// <param name="SubKind">Which similar twin; null for all others.</param>
public sealed record GeneratedQuery(
    string Id,
    PersonDetails Details,
    string Channel,
    string? Truth,
    string Kind,
    IReadOnlyList<string> Differences,
    string? Related,
    bool Ambiguous,
    string? SubKind = null);
