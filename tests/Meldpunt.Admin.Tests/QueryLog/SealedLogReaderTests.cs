namespace Meldpunt.Admin.Tests.QueryLog;

public sealed class SealedLogReaderTests() : QueryLogReaderTests(sealedRows: 12);
