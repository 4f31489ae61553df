using Meldpunt.Admin.QueryLog;

namespace Meldpunt.Admin.Acts;

/// <summary>An act with its row: who did it, when, and under which number it stands in the log.</summary>
public sealed record ActRecord(LoggedQuery Row, Act Act);
