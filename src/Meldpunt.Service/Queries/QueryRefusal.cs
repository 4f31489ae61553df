using System.Globalization;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Budgets;
using Meldpunt.Service.Api;

namespace Meldpunt.Service.Queries;

/// <summary>
/// What a question gets whose budget is used up: 429, with when to go on (RFC 9110, <c>Retry-After</c>) and which limit it was (draft-ietf-httpapi-ratelimit-headers-10:
/// <c>RateLimit-Policy</c>, <c>RateLimit</c> and the problem type <c>quota-exceeded</c>).
/// </summary>
internal static class QueryRefusal
{
    /// <summary>Type of the problem.</summary>
    public const string QuotaExceeded = "https://iana.org/assignments/http-problem-types#quota-exceeded";

    /// <summary>Refuses a question whose row is durable.</summary>
    public static Task WriteAsync(HttpContext http, LoggedQuery row, BudgetRefusal refusal)
    {
        SetHeaders(http, refusal);
        return Problem.WriteAsync(http, StatusCodes.Status429TooManyRequests, DetailOf(row, refusal), json =>
        {
            json.WriteString("type", QuotaExceeded);
            json.WriteStartArray("violated-policies");
            json.WriteStringValue(refusal.UsedUp.Name);
            json.WriteEndArray();
            json.WriteString("id", row.QueryId.ToString());
            json.WriteString("tijdstip", JsonText.Moment(row.RecordedAt));
        });
    }

    /// <summary>Says in the headers when to go on, and which limit it was.</summary>
    public static void SetHeaders(HttpContext http, BudgetRefusal refusal)
    {
        var (budget, seconds) = (refusal.UsedUp, refusal.RetryAfterSeconds);
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"{budget.Name}\";q={budget.AtOnce};w={budget.WindowSeconds}");
        http.Response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{budget.Name}\";r=0;t={seconds}");
    }

    /// <summary>When the next new person may be asked about.</summary>
    public static DateTimeOffset GoOnAt(LoggedQuery row, BudgetRefusal refusal) => row.RecordedAt.AddSeconds(refusal.RetryAfterSeconds);

    private static string DetailOf(LoggedQuery row, BudgetRefusal refusal) => string.Create(
        CultureInfo.InvariantCulture,
        $"Er is niet getoetst: er zijn in korte tijd te veel personen getoetst ({refusal.UsedUp.Name}). Ga om {DutchCalendar.ToLocal(GoOnAt(row, refusal)):HH:mm:ss} verder, over {refusal.RetryAfterSeconds} seconden; twijfelt u nu, bel dan uw veiligheidsafdeling. Deze vraag staat in het logboek.");
}
