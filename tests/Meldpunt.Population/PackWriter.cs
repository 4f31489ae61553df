using System.Text;
using Meldpunt.Index.Names;

namespace Meldpunt.Population;

/// <summary>Writes a population as two files, register.csv and queries.csv, for tools that are not written in C#. UTF-8, a line an item, commas, fields quoted where needed.</summary>
public static class PackWriter
{
    private const string DetailColumns = "surname,prefix,first_names,dob,birthplace,address,postcode";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Makes the folder when it is not there and overwrites what it holds of both files.</summary>
    public static void Write(string folder, IEnumerable<GeneratedPerson> register, IEnumerable<GeneratedQuery> queries)
    {
        Directory.CreateDirectory(folder);
        using (var file = new StreamWriter(Path.Combine(folder, "register.csv"), append: false, Utf8))
        {
            file.Write($"id,{DetailColumns},source\n");
            foreach (var person in register)
            {
                WriteLine(file, Fields(person));
            }
        }

        using (var file = new StreamWriter(Path.Combine(folder, "queries.csv"), append: false, Utf8))
        {
            file.Write($"qid,channel,{DetailColumns},truth,kind,corruptions,related,ambiguous\n");
            foreach (var query in queries)
            {
                WriteLine(file, Fields(query));
            }
        }
    }

    /// <summary>One query as the line of the file holds it, without the line end.</summary>
    public static string Line(GeneratedQuery query) => string.Join(',', Fields(query).Select(Quoted));

    /// <summary>One registered person as the line of the file holds it, without the line end.</summary>
    public static string Line(GeneratedPerson person) => string.Join(',', Fields(person).Select(Quoted));

    private static string?[] Fields(GeneratedPerson person) => [person.Id, .. Fields(person.Details), person.Source];

    private static string?[] Fields(GeneratedQuery query) =>
    [
        query.Id,
        query.Channel,
        .. Fields(query.Details),
        query.Truth,
        query.Kind,
        string.Join(';', query.SubKind is null ? query.Differences : [query.SubKind, .. query.Differences]),
        query.Related,
        query.Ambiguous ? "1" : "0",
    ];

    private static string?[] Fields(PersonDetails details) =>
        [details.Surname, details.Prefix, details.FirstNames, details.BirthDate.ToString(), details.Birthplace, details.Address, details.Postcode];

    private static void WriteLine(StreamWriter file, string?[] fields)
    {
        file.Write(string.Join(',', fields.Select(Quoted)));
        file.Write('\n');
    }

    private static string Quoted(string? field) => field is null ? string.Empty
        : field.AsSpan().ContainsAny(",\"\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : field;
}
