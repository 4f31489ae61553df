using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary><c>logboek verifieer</c>, <c>exporteer --uit</c> and <c>sleutel</c>, as an operator and an auditor use them.</summary>
public sealed class VerifyVerbTests
{
    [Fact]
    public async Task The_log_of_a_running_service_is_in_order_and_so_is_its_export_without_any_secret()
    {
        using var folder = new TemporaryFolder();
        using var demo = await FilledDemoAsync(folder.Path);
        var key = MeldpuntProcess.Run(["logboek", "sleutel", "--data", folder.Path]).Output.Trim();
        var (exported, _, error) = MeldpuntProcess.Run(["logboek", "exporteer", "--data", folder.Path, "--uit", folder.Sub("logboek.jsonl")]);
        Assert.True(exported == 0, error);
        File.Move(Path.Combine(folder.Path, "keys", "root.key"), folder.Sub("elsewhere.key"));

        var whole = MeldpuntProcess.Run(["logboek", "verifieer", "--data", folder.Path, "--sleutel", key, "--json"]);
        var export = MeldpuntProcess.Run(["logboek", "verifieer", "--export", folder.Sub("logboek.jsonl"), "--sleutel", key, "--checkpoint", Path.Combine(folder.Path, "keys", "log.checkpoint")]);

        Assert.True(whole.ExitCode == 0, whole.Output + whole.Error);
        var report = JsonNode.Parse(whole.Output)!;
        var rows = RowsOf(folder.Path);
        Assert.Equal((true, rows, rows), (report["inOrde"]!.GetValue<bool>(), report["rijen"]!.GetValue<int>(), report["verzegeldTot"]!.GetValue<int>()));
        Assert.True(export.ExitCode == 0, export.Output + export.Error);
        Assert.Contains("Het logboek is in orde.", export.Output, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.Sub("logboek.jsonl")));
    }

    [Fact]
    public async Task A_log_that_was_changed_is_not_in_order_and_nothing_of_its_rows_is_printed()
    {
        using var folder = new TemporaryFolder();
        using (await FilledDemoAsync(folder.Path))
        {
        }

        Tamper(folder.Path, "UPDATE query_log SET row = CAST(substr(row, 1, 385) || iif(substr(row, 386) = x'00', x'01', x'00') AS BLOB) WHERE seq = 2");

        var (exitCode, output, error) = MeldpuntProcess.Run(["logboek", "verifieer", "--data", folder.Path]);

        Assert.Equal(3, exitCode);
        Assert.Empty(error);
        Assert.Contains("Het logboek is NIET in orde.\n  Rij 2 ", output, StringComparison.Ordinal);
        string[] telling = ["match", "Garage", "Ingang", "poort", "Vries", "M-20"];
        Assert.All(telling, word => Assert.DoesNotContain(word, output, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void What_cannot_be_looked_at_is_told_by_another_exit_code()
    {
        using var folder = new TemporaryFolder();
        string[][] nothingToCheck =
        [
            ["--data", folder.Sub("leeg")],
            ["--export", folder.Sub("leeg.jsonl")],
            ["--data", folder.Path, "--export", folder.Path],
            [],
            ["--data", folder.Path, "--sleutel", "geen+sleutel"],
        ];

        foreach (var arguments in nothingToCheck)
        {
            var (exitCode, output, error) = MeldpuntProcess.Run(["logboek", "verifieer", .. arguments]);

            Assert.Equal(1, exitCode);
            Assert.Empty(output);
            Assert.StartsWith("meldpunt: ", error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_export_goes_to_new_files_only()
    {
        using var folder = new TemporaryFolder();
        using var demo = await FilledDemoAsync(folder.Path);
        await File.WriteAllTextAsync(folder.Sub("er-al"), "van een ander", TestContext.Current.CancellationToken);

        var (exitCode, _, error) = MeldpuntProcess.Run(["logboek", "exporteer", "--data", folder.Path, "--uit", folder.Sub("er-al")]);

        Assert.Equal(1, exitCode);
        Assert.Contains("bestaat al", error, StringComparison.Ordinal);
        Assert.Equal("van een ander", await File.ReadAllTextAsync(folder.Sub("er-al"), TestContext.Current.CancellationToken));
    }

    // Four queries after the acts of a demo's beginning, and their seal.
    private static async Task<Demo> FilledDemoAsync(string folder)
    {
        var demo = await Demo.StartAsync(folder);
        foreach (var person in (string[])[Demo.Unknown, Demo.Known, Demo.Unknown, Demo.Known])
        {
            using var answer = await demo.AskAsync(person);
            answer.EnsureSuccessStatusCode();
        }

        var sealedWhole = $"\n{RowsOf(folder)}\n";
        var start = TimeProvider.System.GetTimestamp();
        var secondPlace = Path.Combine(folder, "keys", "log.checkpoint");
        while (!(await File.ReadAllTextAsync(secondPlace, TestContext.Current.CancellationToken)).Contains(sealedWhole, StringComparison.Ordinal))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(30), "the rows got no seal");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        return demo;
    }

    private static int RowsOf(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "meldpunt.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT MAX(seq) FROM query_log";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Tamper(string folder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "meldpunt.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own words.
        command.CommandText = $"DROP TRIGGER query_log_is_append_only_1; {sql}";
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
