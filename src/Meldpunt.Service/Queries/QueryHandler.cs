using Meldpunt.Admin.Access;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Budgets;
using Meldpunt.Admin.QueryLog.Signals;
using Meldpunt.Admin.Register;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;
using Meldpunt.Service.Access;
using Meldpunt.Service.Api;
using Meldpunt.Service.Health;

namespace Meldpunt.Service.Queries;

/// <summary>"Does this visitor occur in the register?": the promise of the whole product, on one screen.</summary>
internal sealed class QueryHandler(IndexProjection projection, QueryLogAppender log, Readiness readiness, QueryBudgets budgets, RunInbox runs, AccessDirectory directory, SessionBook sessions, TimeProvider time)
{
    private const int MaxMrzLines = 3;

    /// <summary>
    /// Answers one query. (1) Who asks, and from where, is known from the credential. (2) The body is read and checked. (3) The budgets allow it. (4) The person is
    /// looked up. (5) The query stands in the log, durable. (6) Only then the answer leaves. Whatever fails before (6) leaves no answer.
    /// </summary>
    public async Task HandleAsync(HttpContext http)
    {
        var caller = http.Caller();
        using var body = await JsonBody.ReadAsync(http);
        if (body is null)
        {
            return;
        }

        var faults = new List<Fault>();
        var person = ReadPerson(body, faults);
        if (person is null)
        {
            await Problem.WriteAsync(http, faults);
            return;
        }

        var (row, refusal) = await AskAsync(caller, person);
        if (!MayHear(http))
        {
            await Problem.WriteAsync(http, StatusCodes.Status403Forbidden);
            return;
        }

        if (refusal is not null)
        {
            await QueryRefusal.WriteAsync(http, row, refusal);
            return;
        }

        await QueryAnswer.WriteAsync(http, row, caller.Participant!.DeskPhone);
    }

    /// <summary>
    /// Looks a person up and puts the query in the log; completes when the row is durable. For the page that works without script, too. When a budget is used up
    /// nobody is looked up: the row says so, and the refusal why.
    /// </summary>
    public async Task<(LoggedQuery Row, BudgetRefusal? Refusal)> AskAsync(Caller caller, PersonDetails person)
    {
        readiness.ThrowUnlessAbleToAnswer();
        var taking = budgets.Take(caller, person);
        if (taking.Wait > TimeSpan.Zero)
        {
            await budgets.WaitAsync(caller, taking);

            // Two seconds are long enough for a log or an index to fail.
            readiness.ThrowUnlessAbleToAnswer();
        }

        if (taking.Refusal is { } refusal)
        {
            return (await log.AppendAsync(caller, person, [], matchedCount: 0, QueryPurpose.Refused), refusal);
        }

        var matched = new FoundEntry[QueryLogAppender.MaxMatched];
        var count = projection.Find(person, DutchCalendar.Today(time), matched);
        var row = await log.AppendAsync(caller, person, matched.AsSpan(0, Math.Min(count, matched.Length)), count, QueryPurpose.Gate);

        // Not waited for: a signal of misuse is worth less than an answer in time.
        runs.Offer(row, person);
        return (row, null);
    }

    /// <summary>
    /// False when whoever asked may do nothing any more since it did: the row stands, and the answer is not for it. The account ended or has another stamp or role, the session or
    /// the token or the terminal ended, or the participant takes no part.
    /// </summary>
    public bool MayHear(HttpContext http) =>
        directory.StillAllows(http.Caller()) && (http.FindSession() is not { } session || sessions.IsOn(session));

    private PersonDetails? ReadPerson(JsonBody body, List<Fault> faults)
    {
        var reader = body.Root(faults);
        var input = PersonJson.Read(reader);
        var mrz = reader.TextOrLines(PersonFields.Mrz, MaxMrzLines);
        reader.RefuseOthers();
        var unreadable = faults.Count > 0;
        var today = DutchCalendar.Today(time);
        var person = reader.Has(PersonFields.Mrz)
            ? MrzCheck.Check(mrz, input, today, faults)
            : PersonCheck.Check(input, today, path: string.Empty, faults);
        return unreadable ? null : person;
    }
}
