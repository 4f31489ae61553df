using System.CommandLine;
using System.Security.Cryptography;
using Meldpunt.Admin;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Participants;

namespace Meldpunt.Service.Commands;

/// <summary><c>account nieuw | uitnodigen | herstel | lijst | beeindigen</c>.</summary>
internal static class AccountCommand
{
    private const int GeneratedPasswordBytes = 15;

    public static Command Create() => new("account", "Accounts van mensen en systemen.") { New(), Invite(), Recover(), List(), End() };

    /// <summary>The account of this name; throws in words when there is none.</summary>
    public static Account Find(Installation installation, string name) => installation.Accounts.FindByName(name)
        ?? throw new AdministrationException($"Er is geen account met de naam {name}.");

    /// <summary>A password that nobody has to think of.</summary>
    public static string GeneratePassword() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(GeneratedPasswordBytes));

    private static Command New()
    {
        var data = Shell.DataOption();
        var keyFile = Shell.KeyFileOption();
        var json = Shell.JsonOption();
        var name = new Option<string>("--naam") { Description = "Gebruikersnaam.", Required = true };
        var role = new Option<string>("--rol") { Description = "Wat het account mag.", Required = true };
        role.AcceptOnlyFromAmong([.. RoleNames.All]);
        var participant = new Option<string?>("--deelnemer") { Description = "Naam van de deelnemer (poort en veiligheid)." };
        var location = new Option<string?>("--locatie") { Description = "Naam van de locatie (poort)." };
        var number = new Option<string?>("--personeelsnummer") { Description = "Waarmee iemand zich op een terminal aanmeldt (poort)." };
        var system = new Option<bool>("--systeem") { Description = "Een systeem, zoals een slagboom: het werkt alleen met tokens." };
        var withPassword = new Option<bool>("--wachtwoord") { Description = "Maak meteen een wachtwoord, in plaats van een uitnodiging." };
        var command = new Command("nieuw", "Maak een account en een uitnodiging; de code wordt een keer getoond. Een systeem krijgt er geen.")
        {
            data, keyFile, json, name, role, participant, location, number, system, withPassword,
        };
        command.SetAction((parsed, _) => Shell.WithInstallationAsync(
            parsed.GetRequiredValue(data),
            parsed.GetValue(keyFile),
            async installation =>
            {
                if (!RoleNames.TryParse(parsed.GetRequiredValue(role), out var parsedRole))
                {
                    throw new AdministrationException("Deze rol bestaat niet.");
                }

                var owner = parsed.GetValue(participant) is { } ownerName ? ParticipantCommand.Find(installation, ownerName) : null;
                var place = parsed.GetValue(location) is { } placeName ? FindLocation(installation, owner, placeName) : null;
                var wanted = new NewAccount
                {
                    UserName = parsed.GetRequiredValue(name),
                    Role = parsedRole,
                    Kind = parsed.GetValue(system) ? AccountKind.System : AccountKind.Person,
                    ParticipantId = owner?.Id,
                    LocationId = place?.Id,
                    StaffNumber = parsed.GetValue(number),
                };
                var (account, secret) = await MakeAsync(installation, wanted, parsed.GetValue(withPassword));
                return await ShellOutput.PrintAsync(
                    [account],
                    parsed.GetValue(json),
                    ("id", created => created.Id.ToString()),
                    ("rol", created => RoleNames.Of(created.Role)),
                    ("gebruikersnaam", created => created.UserName),
                    (parsed.GetValue(withPassword) ? "wachtwoord" : "uitnodiging", _ => secret));
            }));
        return command;
    }

    private static async Task<(Account Account, string? Secret)> MakeAsync(Installation installation, NewAccount wanted, bool withPassword)
    {
        if (!withPassword)
        {
            return await installation.AccountDesk.InviteAsync(Caller.CommandLine, wanted);
        }

        if (wanted.Kind == AccountKind.System)
        {
            throw new AdministrationException("Een systeem heeft geen wachtwoord.");
        }

        var password = GeneratePassword();
        return (await installation.AccountDesk.CreateAsync(Caller.CommandLine, wanted, await installation.Passwords.CreateAsync(password)), password);
    }

    private static Command Invite() => Code(
        "uitnodigen",
        "Maak een nieuwe code voor iemand zonder wachtwoord of zonder pincode; de vorige werkt niet meer.",
        (installation, account) => installation.AccountDesk.InviteAgainAsync(Caller.CommandLine, account.Id));

    private static Command Recover() => Code(
        "herstel",
        "Geef iemand de weg terug: wachtwoord, pincode, tweede factoren en sessies vervallen nu, en de code die wordt getoond opent nieuwe.",
        (installation, account) => installation.AccountDesk.RecoverAsync(Caller.CommandLine, account.Id));

    private static Command Code(string verb, string description, Func<Installation, Account, Task<string>> make)
    {
        var data = Shell.DataOption();
        var keyFile = Shell.KeyFileOption();
        var json = Shell.JsonOption();
        var name = new Option<string>("--naam") { Description = "Gebruikersnaam.", Required = true };
        var command = new Command(verb, description) { data, keyFile, json, name };
        command.SetAction((parsed, _) => Shell.WithInstallationAsync(
            parsed.GetRequiredValue(data),
            parsed.GetValue(keyFile),
            async installation =>
            {
                var account = Find(installation, parsed.GetRequiredValue(name));
                var code = await make(installation, account);
                return await ShellOutput.PrintAsync(
                    [account], parsed.GetValue(json), ("gebruikersnaam", found => found.UserName), ("uitnodiging", _ => code));
            }));
        return command;
    }

    private static Command List()
    {
        var data = Shell.DataOption();
        var keyFile = Shell.KeyFileOption();
        var json = Shell.JsonOption();
        var command = new Command("lijst", "Alle accounts.") { data, keyFile, json };
        command.SetAction((parsed, _) => Shell.WithInstallationAsync(
            parsed.GetRequiredValue(data),
            parsed.GetValue(keyFile),
            installation => ShellOutput.PrintAsync(
                installation.Directory.Accounts.OrderBy(account => account.UserName, StringComparer.Ordinal),
                parsed.GetValue(json),
                ("id", account => account.Id.ToString()),
                ("rol", account => RoleNames.Of(account.Role)),
                ("gebruikersnaam", account => account.UserName),
                ("deelnemer", account => account.ParticipantId is { } id ? installation.Directory.FindParticipant(id)?.Name : null),
                ("soort", account => AccountKinds.Of(account.Kind)),
                ("toestand", account => account.EndedAt is null ? "actief" : "beeindigd"))));
        return command;
    }

    private static Command End()
    {
        var data = Shell.DataOption();
        var keyFile = Shell.KeyFileOption();
        var name = new Option<string>("--naam") { Description = "Gebruikersnaam.", Required = true };
        var even = new Option<bool>("--ook-de-laatste") { Description = "Ook als een deelnemer dan niemand meer heeft op de veiligheidsafdeling." };
        var command = new Command("beeindigen", "Beeindig een account, zijn tokens en zijn sessies, nu.") { data, keyFile, name, even };
        command.SetAction((parsed, _) => Shell.WithInstallationAsync(
            parsed.GetRequiredValue(data),
            parsed.GetValue(keyFile),
            async installation =>
            {
                await installation.AccountDesk.EndAsync(Caller.CommandLine, Find(installation, parsed.GetRequiredValue(name)).Id, parsed.GetValue(even));
                return 0;
            }));
        return command;
    }

    private static Location FindLocation(Installation installation, Participant? owner, string name) =>
        installation.Directory.Locations.FirstOrDefault(candidate =>
            candidate.ParticipantId == owner?.Id && string.Equals(candidate.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new AdministrationException($"Deze deelnemer heeft geen locatie met de naam {name}.");
}
