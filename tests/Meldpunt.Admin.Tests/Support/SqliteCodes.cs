namespace Meldpunt.Admin.Tests.Support;

/// <summary>Result codes of SQLite that tests let happen (sqlite.org/rescode.html).</summary>
internal static class SqliteCodes
{
    public const int Error = 1;
    public const int Busy = 5;
    public const int InputOutput = 10;
    public const int SharedMemorySize = InputOutput | (19 << 8);
    public const int Corrupt = 11;
    public const int Full = 13;
    public const int NotADatabase = 26;
}
