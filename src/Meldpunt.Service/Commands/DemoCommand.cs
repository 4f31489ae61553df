using System.CommandLine;
using System.Globalization;
using Meldpunt.Admin.Installations;
using Meldpunt.Service.Demo;

namespace Meldpunt.Service.Commands;

/// <summary><c>demo</c>: the whole thing with invented people, in a folder of its own.</summary>
internal static class DemoCommand
{
    private const string DefaultFolder = "demo-data";
    private const int DefaultPort = 5080;
    private const int MinYear = 2000;
    private const int MaxYear = 2999;

    public static Command Create()
    {
        var data = Shell.DataOption(required: false);
        var port = new Option<int>("--port") { Description = "Poort; 0 neemt een vrije.", DefaultValueFactory = _ => DefaultPort };
        var noBrowser = new Option<bool>("--no-browser") { Description = "Open geen browser." };
        var day = new Option<string?>("--op") { Description = "Draai alsof het deze dag is.", HelpName = "JJJJ-MM-DD" };
        var deliveries = new DeliveryArguments();
        var command = new Command("demo", "Probeer Meldpunt: drie deelnemers, accounts, en verzonnen mensen in het register.")
        {
            data, port, noBrowser, day,
        };
        deliveries.AddTo(command);
        command.SetAction((parsed, cancellation) => Shell.GuardAsync(async () =>
        {
            var folder = Path.GetFullPath(parsed.GetValue(data) ?? DefaultFolder);
            var time = ReadClock(parsed.GetValue(day));
            Directory.CreateDirectory(folder);
            await using var heldLock = ServiceRun.HoldLock(folder);
            await using var installation = await DemoInstallation.OpenAsync(folder, time);
            Shell.CheckPort(parsed.GetValue(port));
            var options = new HostOptions
            {
                Port = parsed.GetValue(port),
                LogFolder = InstallationFolder.Logs(folder),
                LogConsole = null,
                Deliveries = deliveries.Read(parsed),
                DemoCode = DemoCodes.Of(DemoInstallation.ReadSecrets(folder)!, time),
            };
            return await ServiceRun.RunAsync(
                installation, options, address => DemoInstallation.AnnounceAsync(folder, address, openBrowser: !parsed.GetValue(noBrowser)), cancellation);
        }));
        return command;
    }

    private static TimeProvider ReadClock(string? text)
    {
        if (text is null)
        {
            return TimeProvider.System;
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= MinYear and <= MaxYear
            ? new ShiftedTime(day, TimeProvider.System)
            : throw new InstallationException($"{text} is geen dag; schrijf jjjj-mm-dd.");
    }
}
