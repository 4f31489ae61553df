namespace Meldpunt.Admin.Tests.Support;

/// <summary>Result codes of SQLite that tests let happen (sqlite.org/rescode.html).</summary>
internal static class SqliteCodes
{
    public const int Busy = 5;
    public const int InputOutput = 10;
    public const int Corrupt = 11;
    public const int Full = 13;
}
