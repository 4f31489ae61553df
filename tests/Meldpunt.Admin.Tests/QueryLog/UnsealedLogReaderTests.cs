namespace Meldpunt.Admin.Tests.QueryLog;

public sealed class UnsealedLogReaderTests() : QueryLogReaderTests(sealedRows: 0);
