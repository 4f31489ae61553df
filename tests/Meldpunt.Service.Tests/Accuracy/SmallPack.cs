using System.Text;
using Meldpunt.Index.Names;
using Meldpunt.Service.Accuracy;

namespace Meldpunt.Service.Tests.Accuracy;

/// <summary>A handful of invented people, in memory and as files. Whoever is meant to match is typed exactly as registered, so that no test depends on how far a rule reaches.</summary>
internal sealed class SmallPack : IDisposable
{
    public const string RegisterHeader = "id,surname,prefix,first_names,dob,birthplace,address,postcode,source";
    public const string QueryHeader =
        "qid,channel,surname,prefix,first_names,dob,birthplace,address,postcode,truth,kind,corruptions,related,ambiguous";

    public const string RegisteredRow = "R1,Zonderland,van,Fenna,1984-03-12,Assen,Dorpsstraat 1,9401 AA,form";
    public const string TrueRow = "Q1,typed,Zonderland,van,Fenna,1984-03-12,Assen,,,R1,true,address_missing,,0";

    private readonly string _folder = Directory.CreateTempSubdirectory("meldpunt-toets-").FullName;

    public string RegisterPath => Path.Combine(_folder, "register.csv");

    public string QueryPath => Path.Combine(_folder, "bevragingen.csv");

    /// <summary>Somebody of whom everything is known that a rule could want, at an address that goes with the surname.</summary>
    public static PersonDetails Person(string surname)
    {
        Assert.True(BirthDate.TryParse("1984-03-12", out var date));
        return new PersonDetails
        {
            Surname = surname,
            FirstNames = "Fenna",
            BirthDate = date,
            Birthplace = "Assen",
            Address = $"Dorpsstraat {surname.Sum(letter => letter)}",
            Postcode = "9401 AA",
        };
    }

    public static RegisteredPerson Registered(string id, string surname) => new(id, Person(surname));

    /// <summary>Reads two files of these rows.</summary>
    public static (AccuracyInput? Input, string[] Faults) Read(string[] register, string[] queries)
    {
        using var pack = new SmallPack();
        return pack.ReadBytes(Bytes(register), Bytes(queries));
    }

    /// <summary>Reads two files of these bytes.</summary>
    public (AccuracyInput? Input, string[] Faults) ReadBytes(byte[] register, byte[] queries)
    {
        File.WriteAllBytes(RegisterPath, register);
        File.WriteAllBytes(QueryPath, queries);
        return ReadFiles();
    }

    /// <summary>Reads the two files as they are; faults name them without their folder.</summary>
    public (AccuracyInput? Input, string[] Faults) ReadFiles()
    {
        var faults = new CsvFaults();
        var input = AccuracyInput.Read(RegisterPath, QueryPath, faults);
        return (input, [.. faults.Messages.Select(message => message.Replace(_folder + "/", string.Empty, StringComparison.Ordinal))]);
    }

    public static byte[] Bytes(params string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
