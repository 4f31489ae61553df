using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary>The verbs, as an operator uses them.</summary>
public sealed class ShellTests
{
    [Fact]
    public void Serve_on_a_folder_without_an_installation_is_refused_and_makes_nothing()
    {
        using var folder = new TemporaryFolder();

        var (exitCode, _, error) = MeldpuntProcess.Run(["serve", "--data", folder.Sub("leeg")]);

        Assert.Equal(1, exitCode);
        Assert.Contains("meldpunt init", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.Sub("leeg")));
    }

    [Fact]
    public void Init_makes_an_installation_once()
    {
        using var folder = new TemporaryFolder();

        var first = MeldpuntProcess.Run(["init", "--data", folder.Sub("huis")]);
        var second = MeldpuntProcess.Run(["init", "--data", folder.Sub("huis")]);

        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Equal(1, second.ExitCode);
        Assert.Contains("staat al een Meldpunt", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_installation_has_one_account_without_a_password_and_prints_the_code_that_opens_it()
    {
        using var folder = new TemporaryFolder();
        var house = folder.Sub("huis");

        var printed = RunWell(["init", "--data", house, "--beheerder", "hoofd"]);
        var accounts = RunWell(["account", "lijst", "--data", house, "--json"]).Trim().Split('\n');
        var again = JsonNode.Parse(RunWell(["account", "uitnodigen", "--data", house, "--naam", "hoofd", "--json"]))!;
        var back = JsonNode.Parse(RunWell(["account", "herstel", "--data", house, "--naam", "hoofd", "--json"]))!;

        Assert.Matches("[0-9A-Z]{4}(-[0-9A-Z]{4}){5}", printed);
        Assert.Contains("/uitnodiging", printed, StringComparison.Ordinal);
        Assert.Equal(("hoofd", "beheer"), (JsonNode.Parse(Assert.Single(accounts))!["gebruikersnaam"]!.GetValue<string>(), JsonNode.Parse(accounts[0])!["rol"]!.GetValue<string>()));
        Assert.NotEqual(again["uitnodiging"]!.GetValue<string>(), back["uitnodiging"]!.GetValue<string>(), StringComparer.Ordinal);
    }

    [Fact]
    public void An_account_is_invited_unless_a_password_is_asked_for_and_the_last_of_management_stays()
    {
        using var folder = new TemporaryFolder();
        var house = folder.Sub("huis");
        RunWell(["init", "--data", house]);

        var invited = JsonNode.Parse(RunWell(["account", "nieuw", "--data", house, "--naam", "een", "--rol", "toezicht", "--json"]))!.AsObject();
        var given = JsonNode.Parse(RunWell(["account", "nieuw", "--data", house, "--naam", "twee", "--rol", "toezicht", "--wachtwoord", "--json"]))!.AsObject();
        var last = MeldpuntProcess.Run(["account", "beeindigen", "--data", house, "--naam", "beheer"]);

        Assert.True(invited.ContainsKey("uitnodiging") && !invited.ContainsKey("wachtwoord"));
        Assert.True(given.ContainsKey("wachtwoord") && !given.ContainsKey("uitnodiging"));
        Assert.Equal(1, last.ExitCode);
        Assert.Contains("laatste account voor beheer", last.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_database_beside_good_keys_is_refused_and_not_filled()
    {
        using var folder = new TemporaryFolder();
        MeldpuntProcess.Run(["init", "--data", folder.Sub("huis")]);
        var database = Path.Combine(folder.Sub("huis"), "meldpunt.db");
        File.WriteAllBytes(database, []);

        var (exitCode, _, error) = MeldpuntProcess.Run(["serve", "--data", folder.Sub("huis"), "--port", "0"]);

        Assert.Equal(1, exitCode);
        Assert.Contains("geen database van Meldpunt", error, StringComparison.Ordinal);
        Assert.Equal(0, new FileInfo(database).Length);
    }

    [Fact]
    public void An_init_that_was_refused_for_its_key_file_can_be_done_again()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.Sub("sleutel"), new byte[32]);
        File.SetUnixFileMode(folder.Sub("sleutel"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        var refused = MeldpuntProcess.Run(["init", "--data", folder.Sub("huis"), "--sleutelbestand", folder.Sub("sleutel")]);
        File.SetUnixFileMode(folder.Sub("sleutel"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var done = MeldpuntProcess.Run(["init", "--data", folder.Sub("huis"), "--sleutelbestand", folder.Sub("sleutel")]);

        Assert.Equal(1, refused.ExitCode);
        Assert.True(done.ExitCode == 0, done.Error);
    }

    [Theory]
    [InlineData("demo", "--port", "99999")]
    [InlineData("demo", "--op", "0001-01-01")]
    [InlineData("demo", "--op", "9999-12-31")]
    public void What_cannot_be_is_refused_in_words_and_not_in_a_stack(params string[] arguments)
    {
        using var folder = new TemporaryFolder();

        var (exitCode, _, error) = MeldpuntProcess.Run([.. arguments, "--data", folder.Path, "--no-browser"]);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("meldpunt: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Serve_without_TLS_listens_on_this_machine_only()
    {
        using var folder = new TemporaryFolder();
        MeldpuntProcess.Run(["init", "--data", folder.Sub("huis")]);

        var (exitCode, _, error) = MeldpuntProcess.Run(["serve", "--data", folder.Sub("huis"), "--adres", "0.0.0.0", "--port", "0"]);

        Assert.Equal(1, exitCode);
        Assert.Contains("TLS", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_verb_says_which_there_are()
    {
        var (exitCode, output, error) = MeldpuntProcess.Run(["bestaatniet"]);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("demo", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operator_sets_up_a_house_lets_a_participant_in_and_out_again_while_it_runs()
    {
        using var folder = new TemporaryFolder();
        var house = folder.Sub("huis");
        MeldpuntProcess.Run(["init", "--data", house]);
        using var serving = MeldpuntProcess.Start("serve", "--data", house, "--port", "0");
        await serving.WaitForAsync("luistert op");
        var address = serving.Output.Split("luistert op ")[1].Split('\n')[0].Trim();

        RunWell(["deelnemer", "nieuw", "--data", house, "--naam", "De Leeuw", "--telefoon", "+31 20 555 0101", "--locatie", "Rokin"]);
        RunWell(["account", "nieuw", "--data", house, "--naam", "slagboom", "--rol", "poort", "--deelnemer", "De Leeuw", "--locatie", "Rokin"]);
        var token = JsonNode.Parse(RunWell(["token", "nieuw", "--data", house, "--account", "slagboom", "--label", "slagboom 1", "--json"]))!["token"]!.GetValue<string>();
        var withoutPapers = await AskUntilAsync(address, token, HttpStatusCode.Unauthorized);
        RunWell(["deelnemer", "vergunning", "--data", house, "--naam", "De Leeuw", "--verklaring", "2020-01-01", "--vergunning", "V-1", "--van", "2020-01-01", "--tot", "2029-12-31"]);
        var let = await AskUntilAsync(address, token, HttpStatusCode.Created);
        var second = MeldpuntProcess.Run(["serve", "--data", house, "--port", "0"]);
        RunWell(["deelnemer", "uittreden", "--data", house, "--naam", "De Leeuw"]);
        var out1 = await AskUntilAsync(address, token, HttpStatusCode.Unauthorized);

        Assert.Equal(HttpStatusCode.Unauthorized, withoutPapers);
        Assert.Equal(HttpStatusCode.Created, let);
        Assert.Equal(HttpStatusCode.Unauthorized, out1);
        Assert.Equal(1, second.ExitCode);
        Assert.Contains("draait al", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_is_revoked_from_standard_input_and_not_from_the_command_line()
    {
        using var folder = new TemporaryFolder();
        var house = folder.Sub("huis");
        MeldpuntProcess.Run(["init", "--data", house]);
        RunWell(["account", "nieuw", "--data", house, "--naam", "toezicht", "--rol", "toezicht"]);
        var token = JsonNode.Parse(RunWell(["token", "nieuw", "--data", house, "--account", "toezicht", "--label", "lezer", "--json"]))!["token"]!.GetValue<string>();

        var first = MeldpuntProcess.Run(["token", "intrekken", "--data", house], token + "\n");
        var second = MeldpuntProcess.Run(["token", "intrekken", "--data", house], token + "\n");

        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Equal(1, second.ExitCode);
    }

    [Fact]
    public void Without_its_key_an_installation_does_not_open()
    {
        using var folder = new TemporaryFolder();
        var house = folder.Sub("huis");
        MeldpuntProcess.Run(["init", "--data", house, "--sleutelbestand", folder.Sub("geheim")]);
        File.WriteAllBytes(folder.Sub("ander"), new byte[32]);
        File.SetUnixFileMode(folder.Sub("ander"), UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var without = MeldpuntProcess.Run(["deelnemer", "lijst", "--data", house]);
        var wrong = MeldpuntProcess.Run(["deelnemer", "lijst", "--data", house, "--sleutelbestand", folder.Sub("ander")]);
        var right = MeldpuntProcess.Run(["deelnemer", "lijst", "--data", house, "--sleutelbestand", folder.Sub("geheim")]);

        Assert.Equal((1, 1, 0), (without.ExitCode, wrong.ExitCode, right.ExitCode));
    }

    private static string RunWell(string[] arguments)
    {
        var (exitCode, output, error) = MeldpuntProcess.Run(arguments);
        Assert.True(exitCode == 0, error);
        return output;
    }

    // A running service takes in changes of the shell within a second.
    private static async Task<HttpStatusCode> AskUntilAsync(string address, string token, HttpStatusCode expected)
    {
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        HttpStatusCode last = default;
        for (var attempt = 0; attempt < 20 && last != expected; attempt++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
            using var content = new StringContent(Demo.Unknown, Encoding.UTF8, "application/json");
            last = (await client.PostAsync(new Uri("/v1/bevragingen", UriKind.Relative), content, TestContext.Current.CancellationToken)).StatusCode;
        }

        return last;
    }
}
