using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Storage.Sqlite;

/// <summary>
/// Brings the database to the newest schema by the numbered scripts in the assembly. <c>user_version</c> holds the number of the last one;
/// each script and its number are committed together.
/// </summary>
internal static class SqliteScripts
{
    private const string Suffix = ".sql";

    /// <summary>Number of the newest script.</summary>
    public static int Newest => All().Max(script => script.Number);

    /// <summary>Applies what is missing. Refuses a database that is newer than this program.</summary>
    public static void Apply(SqliteDatabase database)
    {
        using var connection = database.Open();
        var current = ReadVersion(connection);
        if (current > Newest)
        {
            throw new StoreTooNewException(current, Newest);
        }

        foreach (var (number, sql) in All().Where(script => script.Number > current).OrderBy(script => script.Number))
        {
            ApplyOne(connection, number, sql);
        }
    }

    private static void ApplyOne(SqliteConnection connection, int number, string sql)
    {
        using var transaction = connection.BeginTransaction(deferred: false);

        // Asked again under the lock: another program may have started at the same moment.
        if (ReadVersion(connection) >= number)
        {
            return;
        }

        SqliteDatabase.Execute(connection, sql);
        SqliteDatabase.Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {number}"));
        transaction.Commit();
    }

    private static int ReadVersion(SqliteConnection connection) => connection.ExecuteScalar<int>("PRAGMA user_version");

    private static IEnumerable<(int Number, string Sql)> All()
    {
        var assembly = typeof(SqliteScripts).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(Suffix, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (int.Parse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture), reader.ReadToEnd());
        }
    }
}
