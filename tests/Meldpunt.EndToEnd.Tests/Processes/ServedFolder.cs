using System.Globalization;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Register;
using Meldpunt.Tests;

namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary>An installation with one gate and one registered person, for the program to be started on, killed, and started on again.</summary>
internal sealed class ServedFolder : IDisposable
{
    public const string Known = """{"achternaam":"Overleefster","voornamen":"Klazien","geboortedatum":"1977-07-07"}""";
    public const string Unknown = """{"achternaam":"Zonderland","voornamen":"Maria","geboortedatum":"1990-05-01"}""";

    private readonly TemporaryFolder? _own;

    private ServedFolder(string path, TemporaryFolder? own)
    {
        Path = path;
        _own = own;
    }

    public string Path { get; }

    public string Keys => InstallationFolder.Keys(Path);

    public string SecondPlace => System.IO.Path.Combine(Keys, "log.checkpoint");

    public string Token { get; private set; } = string.Empty;

    /// <summary>Makes one in a folder of its own, or in this one.</summary>
    public static async Task<ServedFolder> CreateAsync(string? path = null)
    {
        var own = path is null ? new TemporaryFolder() : null;
        var served = new ServedFolder(path ?? own!.Sub("huis"), own);
        Installation.Create(served.Path, keyFile: null, TimeProvider.System);
        await using var house = Installation.Open(served.Path, keyFile: null, TimeProvider.System);
        var garage = await house.SettleAsync("De Leeuw", "+31 20 555 0101", ["Rokin"]);
        house.Directory.Refresh();
        var gate = await house.Accounts.CreateAsync("poort", password: null, Role.Gate, garage.Id, house.Directory.Locations.Single().Id);
        var desk = await house.Accounts.CreateAsync("veiligheid", password: null, Role.Security, garage.Id, locationId: null);
        served.Token = await house.Accounts.IssueTokenAsync(gate.Id, "slagboom 1");
        var outcome = await house.Registrar.RegisterAsync(
            new Caller { AccountId = desk.Id, UserName = desk.UserName, Role = Role.Security, Participant = garage }, Warning(), []);
        Assert.Empty(outcome.Faults);
        return served;
    }

    /// <summary>Starts the program and waits until it listens.</summary>
    public async Task<ServingProcess> ServeAsync()
    {
        var process = Begin();
        await process.WaitForAsync("luistert op");
        return new ServingProcess(process, process.Output.Split("luistert op ")[1].Split('\n')[0].Trim(), Token);
    }

    /// <summary>Starts the program and waits for nothing.</summary>
    public MeldpuntProcess Begin() => MeldpuntProcess.Start("serve", "--data", Path, "--port", "0");

    public void Dispose() => _own?.Dispose();

    private static RegistrationInput Warning()
    {
        static string Day(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var yesterday = TimeProvider.System.GetUtcNow().AddDays(-1);
        return new RegistrationInput
        {
            Kind = "waarschuwing",
            Person = new() { Surname = "Overleefster", FirstNames = "Klazien", BirthDate = "1977-07-07" },
            FirstDay = Day(yesterday),
            LastDay = Day(yesterday.AddMonths(12)),
            FileReference = "D-1",
            IncidentDate = Day(yesterday),
            Crime = false,
            CrimeReported = false,
            EvidenceInFile = true,
            Weighing = "Overlast.",
            NoticeKind = "post",
            NoticeDate = Day(yesterday),
        };
    }
}
