using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Messages;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Budgets;
using Meldpunt.Admin.Storage;
using Meldpunt.Index.Names;
using Meldpunt.Service.Access;
using Meldpunt.Service.Pages.Forms;
using Meldpunt.Service.Pages.Texts;
using Meldpunt.Service.Queries;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary>
/// <c>/poort</c>: ask about a visitor. The answer stands in the response to the form itself, with nothing of what was typed in it, and has no
/// address of its own to come back to. With script the page sends the same form and takes the same response in.
/// </summary>
[Authorize(RoleNames.Gate)]
[RequestSizeLimit(MaxFormBytes)]
internal sealed partial class GateModel(QueryHandler queries, MessageStore messages, PageTexts texts, TimeProvider time, ILogger<GateModel> logger) : PageModel
{
    private const int MaxFormBytes = 8 * 1024;

    public GateState State { get; private set; }

    public TypedForm Form { get; private set; } = TypedForm.Empty;

    /// <summary>The query's row in the log, when there is an answer.</summary>
    public LoggedQuery? Row { get; private set; }

    /// <summary>Why it was not asked, when too many people were.</summary>
    public BudgetRefusal? Refusal { get; private set; }

    /// <summary>Number of the newest message that there is, from which the page listens. Reads the store: not for an answer.</summary>
    public long NewestMessage => messages.LastSeq();

    /// <summary>Telephone number of the asker's own security desk (protocol article 5.3).</summary>
    public string DeskPhone => HttpContext.Caller().Participant!.DeskPhone;

    /// <summary>What its gates do while there is no answer, in the participant's own words; null when it said nothing.</summary>
    public string? EmergencyText => HttpContext.Caller().Participant!.EmergencyText;

    /// <summary>Today in the Netherlands, for the century of a scanned year of birth.</summary>
    public DateOnly Today => DutchCalendar.Today(time);

    public async Task<IActionResult> OnPostAsync()
    {
        Form = new TypedForm(Request.Form, []);
        if (ReadPerson() is not { } person)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        try
        {
            (Row, Refusal) = await queries.AskAsync(HttpContext.Caller(), person);
            if (!queries.MayHear(HttpContext))
            {
                return Forbid();
            }

            if (Refusal is not null)
            {
                QueryRefusal.SetHeaders(HttpContext, Refusal);
                Response.StatusCode = StatusCodes.Status429TooManyRequests;
                State = GateState.TooMany;
                return Page();
            }

            State = Row.Outcome == QueryOutcome.Match ? GateState.Match : GateState.NoMatch;
            Form = TypedForm.Empty;
        }
        catch (Exception exception) when (exception is StoreUnavailableException or KeyGoneException)
        {
            Log.NoAnswer(logger, exception);
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            State = GateState.NoAnswer;
        }

        return Page();
    }

    private PersonDetails? ReadPerson()
    {
        var faults = new List<Fault>();
        var dates = new DateFields(Form, texts);
        var input = PersonForm.Read(Form, path: string.Empty, dates);
        var person = PersonCheck.Check(input, DutchCalendar.Today(time), path: string.Empty, faults);
        Form = Form.With(dates.Explain(faults));
        return person;
    }

    private static partial class Log
    {
        [LoggerMessage(42, LogLevel.Error, "The store did not take a query; the gate was told that there is no answer.")]
        public static partial void NoAnswer(ILogger logger, Exception exception);
    }
}
