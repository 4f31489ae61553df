using Meldpunt.Admin.QueryLog;

namespace Meldpunt.Admin.Acts;

/// <summary>An act with its row in the log, which says who and when.</summary>
public sealed record ActRecord(Act Act, LoggedQuery Row);
