using System.CommandLine;
using System.Globalization;
using Meldpunt.Admin;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.QueryLog.Retention;

namespace Meldpunt.Service.Commands;

/// <summary><c>logboek bewaartermijn</c>: how long rows are kept and what was erased; with <c>--maanden</c> another period, of which a shorter one asks for a yes.</summary>
internal static class RetentionCommand
{
    private const int ShownErasures = 120;

    public static Command Create()
    {
        var data = Shell.DataOption();
        var keyFile = Shell.KeyFileOption();
        var months = new Option<int?>("--maanden")
        {
            Description = $"Bewaar rijen zo veel hele kalendermaanden: {RetentionTerm.MinMonths} tot {RetentionTerm.MaxMonths}.",
            HelpName = "N",
        };
        var yes = new Option<bool>("--ja") { Description = "Nodig om korter te bewaren: wat gewist is, komt niet terug." };
        var command = new Command("bewaartermijn", "Toon of kies hoe lang rijen van het logboek worden bewaard.") { data, keyFile, months, yes };
        command.SetAction((parsed, _) => Shell.WithInstallationAsync(
            parsed.GetRequiredValue(data),
            parsed.GetValue(keyFile),
            installation => parsed.GetValue(months) is { } chosen ? ChooseAsync(installation, chosen, parsed.GetValue(yes)) : ShowAsync(installation.Retention)));
        return command;
    }

    private static async Task<int> ShowAsync(RetentionStore store)
    {
        await Console.Out.WriteLineAsync($"Rijen van het logboek worden {Months(store.Months())} bewaard.");
        foreach (var choice in store.Choices())
        {
            await Console.Out.WriteLineAsync($"Sinds {Day(choice.ChosenAt)}: {Months(choice.Months)}; daarvoor {Months(choice.MonthsBefore)}.");
        }

        foreach (var erasure in store.Erasures(ShownErasures))
        {
            await Console.Out.WriteLineAsync($"Gewist op {Day(erasure.DecidedAt)}: rijen 1 t/m {Number(erasure.LastSeq)}, alle van voor {Day(erasure.Before)}.");
        }

        return 0;
    }

    private static async Task<int> ChooseAsync(Installation installation, int months, bool isSure)
    {
        var store = installation.Retention;
        var before = store.Months();
        var goes = months is >= RetentionTerm.MinMonths and <= RetentionTerm.MaxMonths ? store.WouldErase(months) : null;
        if (months < before && !isSure && months >= RetentionTerm.MinMonths)
        {
            throw new AdministrationException(
                $"Rijen worden nu {Months(before)} bewaard. {Months(months)} is korter: {WhatGoes(goes)} Wat gewist is, komt niet terug. Geef --ja mee als u dit zeker weet.");
        }

        await store.ChooseAsync(months);
        await Console.Out.WriteLineAsync(months.CompareTo(before) switch
        {
            0 => $"De bewaartermijn was al {Months(months)}.",
            > 0 => $"De bewaartermijn is nu {Months(months)}; zij was {Months(before)}. Wat al gewist is, komt niet terug.",
            _ => $"De bewaartermijn is nu {Months(months)}; zij was {Months(before)}. {WhatGoes(goes)} Een Meldpunt dat draait, doet dat binnen een uur; meer dan een maand tegelijk kondigt het eerst een dag aan.",
        });
        return 0;
    }

    private static string WhatGoes(LogErasure? goes) => goes is null
        ? "Er is nu nog niets te wissen."
        : $"De rijen tot en met {Number(goes.LastSeq)}, van voor {Day(goes.Before)}, worden gewist.";

    private static string Months(int months) => string.Create(CultureInfo.InvariantCulture, $"{months} {(months == 1 ? "maand" : "maanden")}");

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset moment) => DutchCalendar.DayOf(moment).ToString("d-M-yyyy", CultureInfo.InvariantCulture);
}
