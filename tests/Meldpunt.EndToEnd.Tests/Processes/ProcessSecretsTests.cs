using System.Text;
using Meldpunt.Admin.Installations;

namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary>What other processes of the machine, and whoever reads the log lines, see of the secrets of a service that runs: nothing.</summary>
public sealed class ProcessSecretsTests
{
    private const string Sentence = "kanarie slagboom dinsdag mosterd fiets";

    [Fact]
    public async Task Arguments_environment_log_lines_and_output_hold_no_token_passphrase_or_key()
    {
        using var folder = await ServedFolder.CreateAsync();
        var changed = MeldpuntProcess.Run(["sleutel", "wissel", "--data", folder.Path, "--wat", "wortel", "--nieuwe-wachtzin"], Sentence + "\n");
        Assert.True(changed.ExitCode == 0, changed.Error);
        using var process = MeldpuntProcess.Start(Sentence + "\n", ["serve", "--data", folder.Path, "--wachtzin", "--port", "0"]);
        await process.WaitForAsync("luistert op");
        using var serving = new ServingProcess(process, process.Output.Split("luistert op ")[1].Split('\n')[0].Trim(), folder.Token);
        using var answer = await serving.AskAsync(ServedFolder.Known);
        using var refused = await serving.AskAsync("{");

        var seen = new StringBuilder(process.Output).Append(changed.Output).Append(changed.Error);
        foreach (var file in (string[])[$"/proc/{process.Id}/cmdline", $"/proc/{process.Id}/environ", .. Directory.GetFiles(InstallationFolder.Logs(folder.Path))])
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream);
            seen.AppendLine(await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        }

        var text = seen.ToString();
        Assert.Contains("--wachtzin", text, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.Created, answer.StatusCode);
        Assert.All((string[])["kanarie", "mosterd", folder.Token, folder.Token["mp_".Length..], "Overleefster"], secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_unit_for_systemd_takes_every_privilege_away_and_gives_the_data_only()
    {
        var unit = File.ReadAllLines(Path.Combine(Repository(), "docs", "meldpunt.service"));

        Assert.All(
            (string[])["User=meldpunt", "NoNewPrivileges=yes", "CapabilityBoundingSet=", "ProtectSystem=strict", "ReadWritePaths=/srv/meldpunt", "LimitCORE=0", "MemorySwapMax=0", "UMask=0077", "LoadCredential=meldpunt-root:/etc/meldpunt/root.key"],
            line => Assert.Contains(line, unit));
        Assert.Single(unit, line => line.StartsWith("ReadWritePaths=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_root_without_a_privilege_and_on_a_file_system_that_it_can_only_read_it_serves()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && Tool.Run("unshare", "--mount", "true") && Tool.Run("setpriv", "--version"), "making such a place needs root");
        using var folder = await ServedFolder.CreateAsync();
        Assert.True(Tool.Run("chown", "-R", "65534:65534", folder.Path));
        Assert.True(Tool.Run("chmod", "755", Path.GetDirectoryName(folder.Path)!));
        const string Script = """
            mount --bind "$1" "$1" && mount -o remount,bind,ro / && cd / && exec env DOTNET_EnableDiagnostics=0 HOME=/nonexistent setpriv --reuid 65534 --regid 65534 --clear-groups \
              --no-new-privs --bounding-set=-all --inh-caps=-all "$2" "$3" serve --data "$1" --port 0
            """;
        using var process = MeldpuntProcess.StartProgram("unshare", ["--mount", "--propagation", "private", "sh", "-c", Script, "sh", folder.Path, "dotnet", Path.Combine(AppContext.BaseDirectory, "meldpunt.dll")]);
        await process.WaitForAsync("luistert op");
        using var serving = new ServingProcess(process, process.Output.Split("luistert op ")[1].Split('\n')[0].Trim(), folder.Token);

        using var answer = await serving.AskAsync(ServedFolder.Known);
        var status = await File.ReadAllTextAsync($"/proc/{process.Id}/status", TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.Created, answer.StatusCode);
        Assert.Contains("Uid:\t65534\t65534\t65534\t65534", status, StringComparison.Ordinal);
        Assert.Contains("CapEff:\t0000000000000000", status, StringComparison.Ordinal);
        Assert.Contains("NoNewPrivs:\t1", status, StringComparison.Ordinal);
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Meldpunt.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder;
    }
}
