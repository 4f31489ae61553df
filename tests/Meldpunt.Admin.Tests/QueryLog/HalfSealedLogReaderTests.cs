namespace Meldpunt.Admin.Tests.QueryLog;

public sealed class HalfSealedLogReaderTests() : QueryLogReaderTests(sealedRows: 7);
