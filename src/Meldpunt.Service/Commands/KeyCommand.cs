using System.CommandLine;
using Meldpunt.Admin;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Keys;
using Meldpunt.Index.Identity;

namespace Meldpunt.Service.Commands;

/// <summary><c>sleutel wissel | lijst</c>.</summary>
internal static class KeyCommand
{
    private const string Seal = "zegel";

    // A register of a million entries is built anew in a minute or two, on one thread.
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    public static Command Create() => new("sleutel", "Sleutels: welke er zijn, en ze wisselen.") { Rotate(), List() };

    private static Command Rotate()
    {
        var data = Shell.DataOption();
        var keyFile = Shell.KeyFileOption();
        var what = new Option<string>("--wat") { Description = "Welke sleutel: hoofd, index of wortel.", DefaultValueFactory = _ => RotatedKey.Master.ToDutch(), HelpName = "hoofd|index|wortel" };
        var newKeyFile = new Option<string?>("--nieuw-sleutelbestand") { Description = "Bij wortel: het nieuwe sleutelbestand; wordt gemaakt als het er niet is.", HelpName = "BESTAND" };
        var newPassphrase = new Option<bool>("--nieuwe-wachtzin") { Description = "Bij wortel: de nieuwe is een wachtzin." };
        var command = new Command("wissel", "Zet een nieuwe sleutel in de plaats van een oude; wat versleuteld is, blijft leesbaar.") { data, keyFile, what, newKeyFile, newPassphrase };
        command.SetAction((parsed, cancellation) => Shell.WithInstallationAsync(parsed.GetRequiredValue(data), parsed.GetValue(keyFile), (installation, root) =>
        {
            if (!RotatedKeys.TryParse(parsed.GetValue(what), out var key))
            {
                throw new AdministrationException(string.Equals(parsed.GetValue(what), Seal, StringComparison.Ordinal)
                    ? "De sleutel van het zegel wordt niet gewisseld: een logboek met een andere sleutel is een ander logboek (docs/adr/0027)."
                    : "--wat is hoofd, index of wortel.");
            }

            if (key != RotatedKey.Root && (parsed.GetValue(newKeyFile) is not null || parsed.GetValue(newPassphrase)))
            {
                throw new AdministrationException("--nieuw-sleutelbestand en --nieuwe-wachtzin horen bij --wat wortel.");
            }

            return key == RotatedKey.Root
                ? RotateRootAsync(installation, root, parsed.GetValue(newKeyFile), parsed.GetValue(newPassphrase))
                : RotateAsync(installation, root, key, cancellation);
        }));
        return command;
    }

    private static async Task<int> RotateRootAsync(Installation installation, RootSource root, string? newKeyFile, bool newPassphrase)
    {
        if (newKeyFile is not null && newPassphrase)
        {
            throw new AdministrationException("Geef --nieuw-sleutelbestand of --nieuwe-wachtzin, niet allebei.");
        }

        using var next = newPassphrase ? RootSource.Typed(PassphrasePrompt.AskNew()) : RootSource.File(newKeyFile);
        await installation.Rotation.RotateRootAsync(root, next);
        await Console.Out.WriteLineAsync("Het hoofdgeheim is gewisseld. Het oude opent niets meer, behalve kopieën van keys/master.key van voor vandaag: vernietig die.");
        return 0;
    }

    private static async Task<int> RotateAsync(Installation installation, RootSource root, RotatedKey key, CancellationToken cancellation)
    {
        if (key == RotatedKey.Master)
        {
            installation.Rotation.PrepareMaster(root);
        }

        await using var held = InstallationFolder.TryHoldServing(installation.Folder);
        if (held is null)
        {
            return await AskAsync(installation, key, cancellation);
        }

        await (key == RotatedKey.Master ? installation.Rotation.FinishMasterAsync() : installation.Rotation.RotateIndexAsync());
        return await SayDoneAsync(key);
    }

    // Only the process that serves has the keys in use and the index in its memory.
    private static async Task<int> AskAsync(Installation installation, RotatedKey key, CancellationToken cancellation)
    {
        var id = await installation.KeyRequests.AskAsync(key);
        await Console.Error.WriteLineAsync("Gevraagd aan het Meldpunt dat draait. Bevragingen gaan door.");
        var began = installation.Time.GetTimestamp();
        while (installation.Time.GetElapsedTime(began) < MaxWait)
        {
            if (installation.KeyRequests.OutcomeOf(id) is { } outcome)
            {
                return string.Equals(outcome, KeyRequests.Done, StringComparison.Ordinal)
                    ? await SayDoneAsync(key)
                    : throw new AdministrationException($"De sleutel is niet gewisseld: {outcome}.");
            }

            await Task.Delay(Interval, installation.Time, cancellation);
        }

        return await GiveUpAsync(installation, id);
    }

    private static async Task<int> GiveUpAsync(Installation installation, OpaqueId id) => throw new AdministrationException(
        await installation.KeyRequests.WithdrawAsync(id)
            ? "Het Meldpunt dat draait, antwoordt niet. De vraag is teruggenomen; een hoofdsleutel die klaarligt, wordt bij de volgende start genomen."
            : "Het Meldpunt dat draait, is er nog mee bezig. Zie zijn logregels en /handelingen.");

    private static async Task<int> SayDoneAsync(RotatedKey key)
    {
        await Console.Out.WriteLineAsync($"Gewisseld: {key.ToDutch()}. Het staat bij de handelingen.");
        return 0;
    }

    private static Command List()
    {
        var data = Shell.DataOption();
        var json = Shell.JsonOption();
        var command = new Command("lijst", "Welke sleutels er zijn, waar ze staan en waarmee ze verpakt zijn. Zonder het hoofdgeheim.") { data, json };
        command.SetAction((parsed, _) => Shell.GuardAsync(() =>
        {
            var folder = parsed.GetRequiredValue(data);
            if (!Installation.Exists(folder))
            {
                throw new InstallationException($"In {folder} staat geen Meldpunt.");
            }

            return ShellOutput.PrintAsync(
                KeyInventory.All.Where(key => key.File is not null), parsed.GetValue(json),
                ("sleutel", key => key.Name), ("bestand", key => key.File), ("aantal", key => (long)KeyInventory.FilesOf(key, folder).Count), ("verpakt", key => key.WrappedBy));
        }));
        return command;
    }
}
