using System.CommandLine;
using System.ComponentModel;
using System.Security.Cryptography;
using Meldpunt.Admin;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.QueryLog.Verification;
using Meldpunt.Admin.Storage;
using Meldpunt.Index.Matching;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Service.Commands;

/// <summary>What the verbs share: the options that name an installation, and errors in words.</summary>
internal static class Shell
{
    /// <summary>Exit code when the verb could not do what was asked; the reason stands on standard error.</summary>
    public const int Refused = 1;

    public static Option<string> DataOption(bool required = true) =>
        new("--data") { Description = "Map van de installatie.", HelpName = "MAP", Required = required };

    public static Option<string?> KeyFileOption() => new("--sleutelbestand")
    {
        Description = "Bestand met het hoofdgeheim (32 bytes, alleen leesbaar voor de eigenaar). Zonder: in de map, of van systemd.",
        HelpName = "BESTAND",
    };

    public static Option<bool> JsonOption() => new("--json") { Description = "Uitvoer als JSON." };

    public static Option<string?> StrengthOption(string description) =>
        new("--sterkte") { Description = description, HelpName = string.Join('|', MatchStrengths.Names) };

    /// <summary>The strength that was named, or null for none; refuses another word.</summary>
    public static MatchStrength? Strength(string? word)
    {
        if (word is null)
        {
            return null;
        }

        return MatchStrengths.TryParse(word, out var strength)
            ? strength
            : throw new AdministrationException($"--sterkte is een van: {string.Join(", ", MatchStrengths.Names)}.");
    }

    /// <summary>Opens the installation, does something with it, and turns expected trouble into a message and an exit code.</summary>
    public static Task<int> WithInstallationAsync(string folder, string? keyFile, Func<Installation, Task<int>> action) =>
        WithInstallationAsync(folder, keyFile, (installation, _) => action(installation));

    /// <summary>As the other, for a verb that needs the root secret itself.</summary>
    public static Task<int> WithInstallationAsync(string folder, string? keyFile, Func<Installation, RootSource, Task<int>> action) => GuardAsync(async () =>
    {
        using var root = RootOptions.Present(keyFile);
        await using var installation = Installation.Open(folder, root, TimeProvider.System);
        return await action(installation, root);
    });

    /// <summary>Turns expected trouble into a message and an exit code.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (KeyGoneException exception)
        {
            await Console.Error.WriteLineAsync(
                $"meldpunt: de sleutel van {exception.Month} ontbreekt in de sleutelmap. Zet de sleutelmap terug; zonder deze sleutel is een deel van het register niet te lezen.");
            return Refused;
        }
        catch (AuthenticationTagMismatchException)
        {
            await Console.Error.WriteLineAsync(
                "meldpunt: dit hoofdgeheim (sleutelbestand of wachtzin) opent de sleutels van deze installatie niet. Is het intussen gewisseld, of hoort het bij een andere map?");
            return Refused;
        }
        catch (Exception exception) when (exception is AdministrationException or InstallationException or StoreTooNewException
            or StoreUnavailableException or VerificationException or CryptographicException or DllNotFoundException
            or IOException or UnauthorizedAccessException or Win32Exception or SqliteException)
        {
            await Console.Error.WriteLineAsync($"meldpunt: {exception.Message}");
            return Refused;
        }
    }

    /// <summary>Refuses a number that is no port, in words.</summary>
    public static void CheckPort(int port)
    {
        if (port is < 0 or > ushort.MaxValue)
        {
            throw new InstallationException($"{port} is geen poort; kies 0 tot {ushort.MaxValue}.");
        }
    }

    /// <summary>The key file that was named, or the one that systemd handed over, or null for the one in the folder.</summary>
    public static string? KeyFile(string? named)
    {
        var credentials = Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY");
        var handedOver = credentials is null ? null : Path.Combine(credentials, RootSecret.CredentialName);
        return named ?? (File.Exists(handedOver) ? handedOver : null);
    }
}
