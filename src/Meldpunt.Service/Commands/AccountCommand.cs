using System.CommandLine;
using System.Security.Cryptography;
using Meldpunt.Admin;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Participants;

namespace Meldpunt.Service.Commands;

/// <summary><c>account nieuw | lijst | beeindigen</c>.</summary>
internal static class AccountCommand
{
    private const int GeneratedPasswordBytes = 15;

    public static Command Create() => new("account", "Accounts van mensen en systemen.") { New(), List(), End() };

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
        var isSystem = new Option<bool>("--systeem") { Description = "Een systeem zonder mens erbij, zoals een slagboom: werkt alleen met tokens." };
        var command = new Command("nieuw", "Maak een account; het wachtwoord wordt gemaakt en een keer getoond.")
        {
            data, keyFile, json, name, role, participant, location, isSystem,
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
                var password = parsed.GetValue(isSystem) ? null : GeneratePassword();
                var account = await installation.Accounts.CreateAsync(
                    parsed.GetRequiredValue(name), password, parsedRole, owner?.Id, place?.Id, parsed.GetValue(isSystem) ? AccountKind.System : AccountKind.Person);
                return await ShellOutput.PrintAsync(
                    [account],
                    parsed.GetValue(json),
                    ("id", created => created.Id.ToString()),
                    ("rol", created => RoleNames.Of(created.Role)),
                    ("gebruikersnaam", created => created.UserName),
                    ("wachtwoord", _ => password));
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
                ("toestand", account => account.EndedAt is null ? "actief" : "beeindigd"))));
        return command;
    }

    private static Command End()
    {
        var data = Shell.DataOption();
        var keyFile = Shell.KeyFileOption();
        var name = new Option<string>("--naam") { Description = "Gebruikersnaam.", Required = true };
        var command = new Command("beeindigen", "Beeindig een account, zijn tokens en zijn sessies, nu.") { data, keyFile, name };
        command.SetAction((parsed, _) => Shell.WithInstallationAsync(
            parsed.GetRequiredValue(data),
            parsed.GetValue(keyFile),
            async installation =>
            {
                await installation.Accounts.EndAsync(Find(installation, parsed.GetRequiredValue(name)).Id);
                return 0;
            }));
        return command;
    }

    private static Location FindLocation(Installation installation, Participant? owner, string name) =>
        installation.Directory.Locations.FirstOrDefault(candidate =>
            candidate.ParticipantId == owner?.Id && string.Equals(candidate.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new AdministrationException($"Deze deelnemer heeft geen locatie met de naam {name}.");
}
