using Meldpunt.Index.Names;

namespace Meldpunt.Benchmarks;

/// <summary>Somebody who is asked about.</summary>
internal sealed record Visitor(VisitorKind Kind, PersonDetails Person);
