using System.Text;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.FollowUps.Figures;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Persons;
using Meldpunt.Service.Access;
using Meldpunt.Service.Api;
using Meldpunt.Service.FollowUps;
using Meldpunt.Service.Pages.Figures;
using Meldpunt.Service.Pages.Texts;
using Meldpunt.Service.QueryLogs;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary><c>/cijfers</c>: how matches are followed up. A desk sees its own figures and those of all together; the consortium each participant's, and what waits too long.</summary>
[Authorize(AccessSetup.FigureReaders)]
internal sealed class FiguresModel(FigureReader reader, WaitingCases waiting, AccessDirectory directory, PageTexts texts, TimeProvider time) : PageModel
{
    private const int MaxWaiting = 100;
    private const string FileParameter = "bestand";
    private const string Csv = "csv";

    public FigureSet Figures { get; private set; } = null!;

    public FigureRange Range { get; private set; } = null!;

    public bool IsFaulty { get; private set; }

    /// <summary>The months to choose from, newest first.</summary>
    public IEnumerable<CalendarMonth> Months => reader.Months().Reverse();

    public FigureWords Words { get; } = new(texts, directory);

    /// <summary>True for whoever looks for the consortium.</summary>
    public bool IsConsortium => HttpContext.Caller().Participant is null;

    /// <summary>What the consortium was told that it waits too long, oldest first.</summary>
    public IReadOnlyList<FollowUp> Waiting { get; private set; } = [];

    /// <summary>By month: of all together, and for a desk its own.</summary>
    public IEnumerable<(string Id, string Whose, IReadOnlyList<FollowUpFigure> ByMonth)> Charted => Figures.Totals
        .Where(total => total.ParticipantId is null || !IsConsortium)
        .Select((total, number) => ($"reeks-{number}", Words.Whose(total), (IReadOnlyList<FollowUpFigure>)[.. Figures.ByMonth.Where(figure => figure.ParticipantId == total.ParticipantId)]));

    public string CsvAddress => $"{PageMap.Figures}?van={Range.From}&tot={Range.Until}&{FileParameter}={Csv}";

    public IActionResult OnGet()
    {
        var faults = new List<Fault>();
        var query = new ListParameters(Request.Query, faults);
        Range = FigureRange.Read(query, reader);
        var isFile = string.Equals(query.Text(FileParameter), Csv, StringComparison.Ordinal);
        query.RefuseOthers();
        IsFaulty = faults.Count > 0;
        if (IsFaulty)
        {
            Range = FigureRange.Read(new ListParameters(QueryCollection.Empty, []), reader);
        }

        Figures = reader.Read(Range.From, Range.Until, HttpContext.Caller().Participant?.Id);
        if (isFile && !IsFaulty)
        {
            return File(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(CsvOf())).ToArray(), "text/csv; charset=utf-8", $"meldpunt-cijfers-{Range.From}-{Range.Until}.csv");
        }

        Waiting = IsConsortium ? waiting.List(MaxWaiting) : [];
        return Page();
    }

    public string NameOf(Index.Identity.OpaqueId participantId) => directory.FindParticipant(participantId)?.Name ?? texts["case.nobody"];

    /// <summary>How long ago a case began.</summary>
    public string Age(FollowUp one) => Words.Time(time.GetUtcNow() - one.OpenedAt);

    private string CsvOf()
    {
        var text = new StringBuilder();
        text.Append(CsvText.Line(["maand", "deelnemer", "teWeinig", .. FigureColumns.NumbersOf(Figures.All).Select(column => (object)column.Name)]));
        foreach (var figure in Figures.Totals.Concat(Figures.ByMonth))
        {
            object?[] numbers = [.. FigureColumns.NumbersOf(figure).Select(column => figure.IsHidden ? null : (object?)column.Value)];
            text.Append(CsvText.Line([figure.Month?.ToString(), figure.ParticipantId is null ? null : Words.Whose(figure), figure.IsHidden ? "ja" : "nee", .. numbers]));
        }

        return text.ToString();
    }
}
