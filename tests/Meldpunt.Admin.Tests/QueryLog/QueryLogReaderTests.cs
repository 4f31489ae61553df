using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Tests.QueryLog;

/// <summary>Reading the log, with so many of its rows sealed: those are found by postings, the others by looking through them.</summary>
public abstract class QueryLogReaderTests(int sealedRows) : IAsyncLifetime
{
    private readonly TestRegister _register = TestRegister.Create();
    private Garage _noord = null!;
    private Garage _zuid = null!;

    /// <summary>Twelve queries, a minute apart: of Noord and Zuid in turn, every third one a match.</summary>
    public async ValueTask InitializeAsync()
    {
        _noord = await _register.JoinAsync("Parkeergarage Noord");
        _zuid = await _register.JoinAsync("Parkeergarage Zuid");
        for (var number = 1; number <= 12; number++)
        {
            await _register.AppendAsync(number % 2 == 1 ? _noord : _zuid, person: null, number % 3 == 0 ? [OpaqueId.Create()] : []);
            _register.Time.Advance(TimeSpan.FromMinutes(1));
            if (number == sealedRows)
            {
                using var sealer = LogSealer.Open(_register.Installation);
                await sealer.SealAsync();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _register.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void The_log_is_read_newest_first()
    {
        Assert.Equal([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1], List(new QueryLogFilter()));
    }

    [Fact]
    public void Everything_is_read_oldest_first()
    {
        var rows = _register.Installation.QueryLogReader.All().Select(row => row.Seq);

        Assert.Equal(Enumerable.Range(1, 12).Select(number => (long)number), rows);
    }

    [Fact]
    public void A_page_goes_on_where_the_one_before_it_ended()
    {
        Assert.Equal([12, 11, 10, 9, 8], List(new QueryLogFilter(), count: 5));
        Assert.Equal([7, 6, 5, 4, 3], List(new QueryLogFilter { BeforeSeq = 8 }, count: 5));
        Assert.Equal([2, 1], List(new QueryLogFilter { BeforeSeq = 3 }, count: 5));
        Assert.Empty(List(new QueryLogFilter { BeforeSeq = 1 }, count: 5));
    }

    [Fact]
    public void The_log_is_filtered_by_garage_location_account_and_outcome()
    {
        Assert.Equal([11, 9, 7, 5, 3, 1], List(new QueryLogFilter { ParticipantId = _noord.Participant.Id }));
        Assert.Equal([12, 10, 8, 6, 4, 2], List(new QueryLogFilter { LocationId = _zuid.Location.Id }));
        Assert.Equal([12, 10, 8, 6, 4, 2], List(new QueryLogFilter { AccountId = _zuid.Gate.AccountId }));
        Assert.Equal([12, 9, 6, 3], List(new QueryLogFilter { Outcome = QueryOutcome.Match }));
        Assert.Equal([11, 10, 8, 7, 5, 4, 2, 1], List(new QueryLogFilter { Outcome = QueryOutcome.NoMatch }));
        Assert.Empty(List(new QueryLogFilter { ParticipantId = OpaqueId.Create() }));
    }

    [Fact]
    public void A_period_holds_its_beginning_and_not_its_end()
    {
        var from = TestDays.Now.AddMinutes(3);
        var before = TestDays.Now.AddMinutes(6);

        Assert.Equal([6, 5, 4], List(new QueryLogFilter { From = from, Before = before }));
        Assert.Equal([12, 11, 10, 9, 8, 7], List(new QueryLogFilter { From = before }));
        Assert.Equal([3, 2, 1], List(new QueryLogFilter { Before = from }));
        Assert.Equal([3, 2, 1], List(new QueryLogFilter { Before = from.ToOffset(TimeSpan.FromHours(5)) }));
    }

    [Fact]
    public void All_filters_hold_at_once()
    {
        var filter = new QueryLogFilter
        {
            ParticipantId = _noord.Participant.Id,
            LocationId = _noord.Location.Id,
            AccountId = _noord.Gate.AccountId,
            Outcome = QueryOutcome.Match,
            From = TestDays.Now,
            Before = TestDays.Now.AddHours(1),
            BeforeSeq = 9,
        };

        Assert.Equal([3], List(filter));
    }

    [Fact]
    public void Nothing_that_can_be_read_of_the_log_says_who_was_asked_about()
    {
        var readable = typeof(LoggedQuery).GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                nameof(LoggedQuery.AccountId), nameof(LoggedQuery.Agreement), nameof(LoggedQuery.AgreementParts), nameof(LoggedQuery.AgreementWords), nameof(LoggedQuery.HasUnnamed), nameof(LoggedQuery.LocationId),
                nameof(LoggedQuery.MatchNumber), nameof(LoggedQuery.MatchYear), nameof(LoggedQuery.MatchedCount), nameof(LoggedQuery.Outcome), nameof(LoggedQuery.ParticipantId), nameof(LoggedQuery.Purpose), nameof(LoggedQuery.QueryId),
                nameof(LoggedQuery.RecordedAt), nameof(LoggedQuery.Reference), nameof(LoggedQuery.Rule), nameof(LoggedQuery.Seq), nameof(LoggedQuery.TerminalId), nameof(LoggedQuery.TraceId),
            ],
            readable,
            StringComparer.Ordinal);
    }

    [Fact]
    public void A_match_is_found_by_the_reference_that_both_desks_call_it_by()
    {
        Assert.Equal([3], List(new QueryLogFilter { Reference = (2026, 1) }));
        Assert.Equal([12], List(new QueryLogFilter { Reference = (2026, 4) }));
        Assert.Empty(List(new QueryLogFilter { Reference = (2026, 5) }));
        Assert.Empty(List(new QueryLogFilter { Reference = (2026, 4), ParticipantId = _noord.Participant.Id }));
    }

    [Fact]
    public void Locations_of_one_name_are_read_together_newest_first()
    {
        Assert.Equal([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1], List(new QueryLogFilter { LocationName = "Inrit Oost" }));
        Assert.Equal([11, 9, 7, 5], List(new QueryLogFilter { LocationName = "inrit oost", ParticipantId = _noord.Participant.Id }, count: 4));
        Assert.Empty(List(new QueryLogFilter { LocationName = "Inrit West" }));
    }

    [Fact]
    public void A_row_is_found_by_the_id_of_its_query()
    {
        var reader = _register.Installation.QueryLogReader;

        Assert.All(reader.AllBytes(), row => Assert.Equal(row, reader.FindBytes(QueryLogReader.Read(row).QueryId)));
        Assert.Null(reader.FindBytes(OpaqueId.Create()));
    }

    private IEnumerable<long> List(QueryLogFilter filter, int count = 100) =>
        _register.Installation.QueryLogReader.List(filter, count).Select(row => row.Seq);
}
