using System.Globalization;
using System.Text.RegularExpressions;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Index.Names;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Processing;

/// <summary>What the second log hears of a query, and what it never hears.</summary>
public sealed partial class ProcessingRecordTests
{
    [Fact]
    public async Task Every_query_is_told_once_by_the_trace_id_and_the_pseudonym_of_its_row()
    {
        await using var bench = await ProcessingBench.StartAsync();

        await bench.AskAsync(times: 12);
        await bench.Collector.WaitForAsync(12);

        var rows = bench.Rows();
        var spans = bench.Collector.Taken;
        Assert.Equal(rows.Select(row => (row.TraceId, row.Subject)), spans.Select(span => (span.TraceId, span.Subject)));
        Assert.Equal(12, spans.Select(span => span.Key).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_record_holds_what_the_standard_asks_and_nothing_else()
    {
        await using var bench = await ProcessingBench.StartAsync();

        await bench.AskAsync();
        await bench.Collector.WaitForAsync(1);

        var row = Assert.Single(bench.Rows());
        var span = Assert.Single(bench.Collector.Taken);
        var moment = row.UnixMilliseconds.ToString(CultureInfo.InvariantCulture) + "000000";
        Assert.Equal((row.SpanId, false, "bevraging aan de poort", moment, moment, 1), (span.SpanId, span.HasParent, span.Name, span.Start, span.End, span.Status));
        Assert.Equal(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["dpl.core.processing_activity_id"] = ProcessingBench.Activity,
                ["dpl.core.data_subject_id"] = row.Subject,
                ["dpl.core.data_subject_id_type"] = "meldpunt-pseudoniem-2026-11",
            },
            span.Attributes);
        Assert.Equal(["service.name", "service.version"], span.Resource.Keys);
    }

    [Fact]
    public async Task A_look_for_an_earlier_warning_and_a_look_into_the_log_are_processing_too()
    {
        await using var bench = await ProcessingBench.StartAsync();
        using var desk = bench.House.Client("veiligheid");
        var installation = bench.House.Installation;
        var ban = Talk.Ban();
        ban["criteria"]!["strafbaarFeit"] = false;
        ban["criteria"]!["aangifteGedaan"] = false;

        await desk.PostAsync(Talk.Registrations, ban);
        await installation.QueryLog.AppendAsync(
            installation.Directory.FindByToken(bench.House.Tokens["veiligheid"])!,
            new PersonDetails { Surname = "Jansen", FirstNames = "Anna", BirthDate = BirthDate.FirstOf(1984, 3) },
            [],
            0,
            QueryPurpose.LogInspection);
        await bench.Collector.WaitForAsync(2);

        Assert.Equal(["bevraging bij een registratie", "inzage in het logboek van bevragingen"], bench.Collector.Taken.Select(span => span.Name));
    }

    [Fact]
    public async Task Nothing_of_the_person_and_nothing_of_staff_leaves()
    {
        await using var bench = await ProcessingBench.StartAsync();
        using var desk = bench.House.Client("veiligheid");
        await desk.PostAsync(Talk.Registrations, Talk.Ban());

        await bench.AskAsync(person: Talk.Person());
        await bench.AskAsync(person: Talk.Person("Kanariepieters", "Zwaluwina", "1971-07-17", prefix: null));
        await bench.Collector.WaitForAsync(3);

        var logged = bench.House.Installation.QueryLogReader.All().ToList();
        Assert.Contains(logged, row => row.Outcome == QueryOutcome.Match);
        string[] traces =
        [
            "Berg", "Anna", "1984-03", "Kanariepieters", "Zwaluwina", "1971-07", "19710717", "17071971", "poort-", "\"poort\"", "Leeuw", "Rokin", "+31", "match", "M-2026-0", "koppeling", "gewogen",
            .. logged.SelectMany(row => (string[])[
                row.AccountId.ToString(), row.ParticipantId.ToString(), row.LocationId.ToString(), row.TerminalId.ToString(), row.QueryId.ToString()]),
            .. bench.House.Tokens.Values,
            "Authorization", "Cookie", "traceparent", "baggage",
        ];
        Assert.All(traces, trace => Assert.DoesNotContain(trace, bench.Collector.Raw, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_match_and_no_match_are_told_in_the_same_words()
    {
        await using var bench = await ProcessingBench.StartAsync();
        using var desk = bench.House.Client("veiligheid");
        await desk.PostAsync(Talk.Registrations, Talk.Ban());

        await bench.AskAsync(person: Talk.Person());
        await bench.AskAsync(person: Talk.Person("Jansen"));
        await bench.Collector.WaitForAsync(3);

        Assert.Equal(
            [QueryOutcome.Match, QueryOutcome.NoMatch],
            bench.House.Installation.QueryLogReader.All().Where(row => row.Purpose == QueryPurpose.Gate).Select(row => row.Outcome));
        Assert.Single(bench.Collector.Taken.Skip(1).Select(span => IdsAndNumbers().Replace(span.Json, "…")).Distinct(StringComparer.Ordinal));
    }

    [GeneratedRegex("\"[0-9a-f]{16,}\"", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex IdsAndNumbers();
}
