using System.Text.Json.Nodes;

namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary>The verb <c>toets</c>, as somebody runs it who wants to know how well people are recognised.</summary>
public sealed class AccuracyVerbTests : IDisposable
{
    private const string Register = """
        id,surname,prefix,first_names,dob,birthplace,address,postcode,source
        R1,Zonderland,van,Fenna,1984-03-12,Assen,Dorpsstraat 1,9401 AA,form
        """;

    private const string Queries = """
        qid,channel,surname,prefix,first_names,dob,birthplace,address,postcode,truth,kind,corruptions,related,ambiguous
        Q1,typed,Zonderland,van,Fenna,1984-03-12,Assen,,,R1,true,address_missing,,0
        Q2,typed,Abspoel,,Bo,1961-10-30,,,,,random,,,0
        Q3,typed,Zonderland,van,Fenna,1984-03-12,Assen,,,,twin,,R1,0
        """;

    private readonly TemporaryFolder _folder = new();

    public AccuracyVerbTests()
    {
        File.WriteAllText(_folder.Sub("register.csv"), Register);
        File.WriteAllText(_folder.Sub("bevragingen.csv"), Queries);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_prints_one_JSON_object_and_nothing_else()
    {
        var (exitCode, output, error) = Run("--json", "--sterkte", "streng");

        Assert.Equal((0, string.Empty), (exitCode, error));
        var json = JsonNode.Parse(output)!;
        Assert.Equal((1.0, 0.5), (json["recall"]!.GetValue<double>(), json["precision"]!.GetValue<double>()));
        Assert.Equal((1, 1), (json["valseMatches"]!["hard"]!.GetValue<int>(), json["hard"]!.GetValue<int>()));
        Assert.Equal("streng", json["sterkte"]!.GetValue<string>());
    }

    [Fact]
    public void It_prints_a_table_without_asking_for_JSON()
    {
        var (exitCode, output, _) = Run();

        Assert.Equal(0, exitCode);
        Assert.Contains("Valse matches", output, StringComparison.Ordinal);
        Assert.Contains("100,00 %", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_and_predictions_go_to_new_files_of_their_owner_alone()
    {
        var first = Run("--fout", _folder.Sub("fout.txt"), "--voorspellingen", _folder.Sub("antwoorden.csv"));
        var second = Run("--fout", _folder.Sub("fout.txt"));

        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Equal("qid,match,id\nQ1,1,R1\nQ2,0,\nQ3,1,R1\n", File.ReadAllText(_folder.Sub("antwoorden.csv")));
        Assert.Contains("VALS Q3", File.ReadAllText(_folder.Sub("fout.txt")), StringComparison.Ordinal);
        Assert.All(
            (string[])["fout.txt", "antwoorden.csv"],
            name => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.Sub(name))));
        Assert.Equal(1, second.ExitCode);
        Assert.Contains("bestaat al", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_cannot_be_used_and_a_strength_that_is_none_end_with_exit_code_2_and_reasons()
    {
        File.AppendAllText(_folder.Sub("bevragingen.csv"), "\nQ1,typed,Geheim,,Naam,gisteren,,,,R9,true,,,0\n");

        var faulty = Run("--json", "--fout", _folder.Sub("fout.txt"));
        var strength = Run("--sterkte", "hard");

        Assert.Equal((2, string.Empty, 2), (faulty.ExitCode, faulty.Output, strength.ExitCode));
        Assert.Equal(3, faulty.Error.Split("bevragingen.csv, regel 5: ").Length - 1);
        Assert.DoesNotContain("Geheim", faulty.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.Sub("fout.txt")));
        Assert.Contains("streng, gewogen, ruim", strength.Error, StringComparison.Ordinal);
    }

    private (int ExitCode, string Output, string Error) Run(params string[] options) => MeldpuntProcess.Run(
        ["toets", "--register", _folder.Sub("register.csv"), "--bevragingen", _folder.Sub("bevragingen.csv"), .. options]);
}
