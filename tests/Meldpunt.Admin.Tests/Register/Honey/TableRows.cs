using System.Globalization;
using System.Text.RegularExpressions;
using Meldpunt.Admin.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Tests.Register.Honey;

/// <summary>Every row of every table, as somebody reads them who stole the file.</summary>
internal sealed partial class TableRows
{
    // Where something stands in the order of things, which differs from one registration to the next.
    private static readonly string[] Places = ["seq", "size", "version", "hour", "minute", "first_seq", "offsets", "done_seq", "sealed_at"];

    private readonly HashSet<string> _rows = new(StringComparer.Ordinal);

    private TableRows()
    {
    }

    public static TableRows Read(TestRegister register)
    {
        var read = new TableRows();
        using var connection = register.Installation.Database.Open();
        foreach (var table in Names(connection))
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names of tables, from the database itself.
            command.CommandText = $"SELECT * FROM {table}";
#pragma warning restore CA2100
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                read._rows.Add(table + ": " + string.Join(", ", Enumerable.Range(0, reader.FieldCount).Select(place => $"{reader.GetName(place)}={Text(reader, place)}")));
            }
        }

        return read;
    }

    /// <summary>What rows came since, or changed, in which only the shape is left of what is random: sorted.</summary>
    public IReadOnlyList<string> ShapeSince(TableRows before) =>
        _rows.Except(before._rows, StringComparer.Ordinal).Select(row => Id().Replace(Place().Replace(Bytes().Replace(row, Length), "place"), "id")).Order(StringComparer.Ordinal).ToList();

    private static List<string> Names(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private static string Text(SqliteDataReader reader, int place) => reader.GetValue(place) switch
    {
        byte[] bytes => $"x'{Convert.ToHexStringLower(bytes)}'",
        DBNull => "null",
        long when Places.Contains(reader.GetName(place), StringComparer.Ordinal) => "#",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Length(Match match) => $"{(match.Length - 3) / 2} bytes";

    [GeneratedRegex("x'[0-9a-f]*'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Bytes();

    [GeneratedRegex("#", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Place();

    [GeneratedRegex("[0-9a-f]{32}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Id();
}
