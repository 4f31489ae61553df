using Dapper;
using Meldpunt.Admin.Storage.Sqlite;

namespace Meldpunt.Admin.Tests.Support;

/// <summary>A database as an earlier version of the program left it.</summary>
internal static class OldDatabase
{
    /// <summary>Makes one of the second version, from before rows had bytes of their own and a seal, with the scripts that made it then.</summary>
    public static void MakeSecondVersion(SqliteDatabase database) => Make(database, version: 2);

    /// <summary>Makes one of a version, with the scripts that made it then.</summary>
    public static void Make(SqliteDatabase database, int version)
    {
        File.Create(database.FilePath).Dispose();
        using var connection = database.Open();
        var assembly = typeof(SqliteDatabase).Assembly;
        foreach (var script in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(version))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(script)!);
            connection.Execute(reader.ReadToEnd());
        }

        connection.Execute($"PRAGMA user_version = {version}");
    }
}
