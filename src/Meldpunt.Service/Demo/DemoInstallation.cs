using System.Diagnostics;
using System.Text.Json;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Register;
using Meldpunt.Service.Commands;

namespace Meldpunt.Service.Demo;

/// <summary>
/// Makes a demo, or goes on with one, also when it was killed at any moment while it was being made: the secrets are kept first, and every step
/// looks whether it was done before.
/// </summary>
internal static class DemoInstallation
{
    // What others read: it is there when, and only when, the demo answers at the address in it.
    private const string PublishedFile = "demo.json";

    private const string SecretsFile = "demo.geheimen.json";
    private const string FilledFile = "demo.gevuld";
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public static async Task<Installation> OpenAsync(string folder, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        var secrets = ReadOrCreateSecrets(folder);
        File.Delete(Path.Combine(folder, PublishedFile));
        if (!Installation.Exists(folder))
        {
            DropUnfinishedKeys(folder);
            Installation.Create(folder, keyFile: null, time);
        }

        var installation = Installation.Open(folder, keyFile: null, time);
        try
        {
            if (!File.Exists(Path.Combine(folder, FilledFile)))
            {
                await FillAsync(installation, secrets);
                await File.WriteAllTextAsync(Path.Combine(folder, FilledFile), string.Empty);
            }

            await DemoCodes.KeepAsync(installation, secrets);
            return installation;
        }
        catch
        {
            await installation.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes <c>demo.json</c> and tells how to begin.</summary>
    public static async Task AnnounceAsync(string folder, string address, bool openBrowser)
    {
        var secrets = ReadOrCreateSecrets(folder);
        secrets.Base = address;
        WriteSecrets(Path.Combine(folder, PublishedFile), secrets);
        await Console.Out.WriteLineAsync(DemoGuide.Write(folder, secrets));
        if (openBrowser)
        {
            OpenBrowser(address);
        }
    }

    /// <summary>How to get into the demo in a folder; null when there is none.</summary>
    public static DemoSecrets? ReadSecrets(string folder)
    {
        var path = Path.Combine(folder, SecretsFile);
        return File.Exists(path) ? JsonSerializer.Deserialize<DemoSecrets>(File.ReadAllText(path)) : null;
    }

    private static DemoSecrets ReadOrCreateSecrets(string folder)
    {
        if (ReadSecrets(folder) is { } existing)
        {
            // A demo of before there were second factors.
            if (DemoCodes.AddSecrets(existing))
            {
                WriteSecrets(Path.Combine(folder, SecretsFile), existing);
            }

            return existing;
        }

        if (Installation.Exists(folder))
        {
            throw new InstallationException($"In {folder} staat een Meldpunt dat geen demo is. Kies een andere map.");
        }

        var secrets = new DemoSecrets();
        foreach (var (userName, role, participant) in DemoPlan.Accounts)
        {
            secrets.Accounts.Add(new DemoAccount
            {
                Role = RoleNames.Of(role),
                UserName = userName,
                Password = AccountCommand.GeneratePassword(),
                Participant = participant is { } number ? DemoPlan.Participants[number].Name : null,
            });
            secrets.Tokens.TryAdd(RoleNames.Of(role), TerminalToken.Create());
        }

        DemoCodes.AddSecrets(secrets);
        WriteSecrets(Path.Combine(folder, SecretsFile), secrets);
        return secrets;
    }

    private static void WriteSecrets(string path, DemoSecrets secrets) =>
        DurableFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(secrets, Json));

    // Keys without a database protect nothing yet: the demo was killed between the two.
    private static void DropUnfinishedKeys(string folder)
    {
        if (Directory.Exists(InstallationFolder.Keys(folder)))
        {
            Directory.Delete(InstallationFolder.Keys(folder), recursive: true);
        }
    }

    private static async Task FillAsync(Installation installation, DemoSecrets secrets)
    {
        foreach (var (name, phone, locations) in DemoPlan.Participants)
        {
            if (FindParticipant(installation, name) is null)
            {
                await installation.Participants.JoinAsync(Caller.CommandLine, name, phone, locations, DemoPlan.Papers(DutchCalendar.Today(installation.Time)));
                installation.Directory.Refresh();
            }
        }

        // A demo is tried in any browser.
        foreach (var participant in installation.Directory.Participants.Where(participant => participant.GateNeedsTerminal))
        {
            await installation.Participants.SetGateNeedsTerminalAsync(Caller.CommandLine, participant.Id, needsTerminal: false);
        }

        foreach (var (userName, role, participant) in DemoPlan.Accounts)
        {
            await FillAccountAsync(installation, secrets, userName, role, participant);
        }

        foreach (var number in DemoPlan.WithOneOfficer)
        {
            await installation.Participants.SetOneOfficerAsync(
                Caller.CommandLine, FindParticipant(installation, DemoPlan.Participants[number].Name)!.Id, oneOfficer: true);
        }

        installation.Directory.Refresh();
        await FillRegisterAsync(installation);
    }

    private static async Task FillAccountAsync(Installation installation, DemoSecrets secrets, string userName, Role role, int? participantNumber)
    {
        var participant = participantNumber is { } number ? FindParticipant(installation, DemoPlan.Participants[number].Name) : null;
        var locationName = participantNumber is { } place ? DemoPlan.Participants[place].Locations[0] : null;
        var location = role == Role.Gate
            ? installation.Directory.Locations.Single(candidate =>
                candidate.ParticipantId == participant!.Id && string.Equals(candidate.Name, locationName, StringComparison.Ordinal))
            : null;
        var password = secrets.Accounts.Single(account => string.Equals(account.UserName, userName, StringComparison.Ordinal)).Password;
        var account = installation.Accounts.FindByName(userName)
            ?? await installation.Accounts.CreateAsync(userName, password, role, participant?.Id, location?.Id);
        installation.Directory.Refresh();

        // The first account of a role carries the role's token.
        var roleName = RoleNames.Of(role);
        var isFirst = DemoPlan.Accounts.First(planned => planned.Role == role).UserName;
        if (string.Equals(isFirst, userName, StringComparison.Ordinal) && installation.Directory.FindByToken(secrets.Tokens[roleName]) is null)
        {
            await installation.Accounts.IssueTokenAsync(account.Id, "demo", secrets.Tokens[roleName]);
        }
    }

    private static async Task FillRegisterAsync(Installation installation)
    {
        // The demo registers alone and in order, so what is there is the beginning of the list.
        var done = (int)installation.Entries.CountAll();
        foreach (var (participantNumber, input) in DemoPeople.Registrations(DutchCalendar.Today(installation.Time)).Skip(done))
        {
            var outcome = await installation.Registrar.RegisterAsync(DeskOf(installation, participantNumber), input, []);
            if (!outcome.Succeeded)
            {
                throw new InvalidOperationException($"The demo's own people break a rule: {outcome.Faults[0].Code}.");
            }
        }

        await ConfirmAsync(installation);
    }

    private static async Task ConfirmAsync(Installation installation)
    {
        var officer = CallerOf(installation, DemoPlan.SecondOfficer);
        var today = DutchCalendar.Today(installation.Time);
        while (installation.Entries.List(officer.Participant!.Id, today, after: null, count: 1, EntryState.AwaitsConfirmation) is [var waiting])
        {
            var outcome = await installation.Desk.ConfirmAsync(officer, waiting.Id, waiting.Version);
            if (!outcome.Succeeded)
            {
                throw new InvalidOperationException("The demo's second officer could not confirm.");
            }
        }
    }

    private static Caller DeskOf(Installation installation, int participantNumber) => CallerOf(
        installation, DemoPlan.Accounts.First(planned => planned.Role == Role.Security && planned.Participant == participantNumber).UserName);

    private static Caller CallerOf(Installation installation, string userName)
    {
        var account = installation.Accounts.FindByName(userName)!;
        return installation.Directory.FindByAccount(account.Id, account.SecurityStamp)!;
    }

    private static Participant? FindParticipant(Installation installation, string name) =>
        installation.Directory.Participants.FirstOrDefault(candidate => string.Equals(candidate.Name, name, StringComparison.Ordinal));

    private static void OpenBrowser(string address)
    {
        var hasScreen = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DISPLAY"))
            || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("WAYLAND_DISPLAY"));
        if (!hasScreen)
        {
            return;
        }

        try
        {
            using var browser = Process.Start(new ProcessStartInfo("xdg-open", address) { UseShellExecute = false, RedirectStandardError = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No xdg-open here; the address stands on the screen.
        }
    }
}
