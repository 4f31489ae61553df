using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Inspection;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.Tests.QueryLog.Inspection;

/// <summary>"Who looked this person up?" is answered to two people together, and both leave a row.</summary>
public sealed class LogInspectionsTests : IAsyncLifetime
{
    private readonly TestRegister _register = TestRegister.Create();
    private readonly PersonDetails _person = new Draft().Person();
    private LogInspections _inspections = null!;
    private Garage _noord = null!;
    private Caller _auditor = null!;

    public async ValueTask InitializeAsync()
    {
        _noord = await _register.JoinAsync();
        _auditor = _register.Installation.Directory.FindByToken(await _register.TokenAsync("toezicht", Role.Oversight, participantId: null, locationId: null))!;
        _inspections = new LogInspections(_register.Installation);
    }

    public async ValueTask DisposeAsync()
    {
        _inspections.Dispose();
        await _register.DisposeAsync();
    }

    [Fact]
    public async Task Asking_alone_shows_nothing_and_leaves_a_row_about_the_same_pseudonym()
    {
        await _register.AppendAsync(_noord, _person);

        var made = await AskAsync();

        Assert.Null(made.Search);
        Assert.Equal(QueryPurpose.LogInspection, made.AskedRow!.Purpose);
        Assert.Equal((_noord.Desk.AccountId, _noord.Participant.Id), (made.AskedRow.AccountId, made.AskedRow.ParticipantId));
        Assert.Single(SubjectsInTheLog().Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Who_asks_and_who_confirms_both_leave_a_row_and_find_every_query_about_the_person_in_every_month()
    {
        await _register.AppendAsync(_noord, _person);
        await _register.AppendAsync(_noord, Other());
        _register.Time.Advance(TimeSpan.FromDays(40));
        await _register.AppendAsync(_noord, _person);
        var made = await AskAsync();

        var refusal = await _inspections.ConfirmAsync(_auditor, made.Id, $"{made.Code[..3]} {made.Code[3..]}");
        var result = await made.Search!;

        Assert.Equal(InspectionRefusal.None, refusal);
        Assert.Equal([5, 4, 3, 1], result.Rows.Select(row => row.Seq));
        Assert.Equal(4, result.Count);
        Assert.Equal([new CalendarMonth(2026, 11), new CalendarMonth(2026, 12)], made.Months);
        Assert.Equal((_auditor.AccountId, default), (made.ConfirmedRow!.AccountId, made.ConfirmedRow.ParticipantId));
        Assert.Equal(QueryPurpose.LogInspection, made.ConfirmedRow.Purpose);
    }

    [Fact]
    public async Task Who_was_refused_because_a_budget_was_used_up_is_found_as_well()
    {
        await _register.AppendAsync(_noord, _person);
        await _register.Installation.QueryLog.AppendAsync(_noord.Gate, _person, [], matchedCount: 0, QueryPurpose.Refused);
        await _register.Installation.QueryLog.AppendAsync(_noord.Gate, Other(), [], matchedCount: 0, QueryPurpose.Refused);

        var result = await ConfirmedAsync(await AskAsync());

        Assert.Equal([5, 4, 2, 1], result.Rows.Select(row => row.Seq));
        Assert.Equal((QueryPurpose.Refused, _noord.Gate.AccountId), (result.Rows[2].Purpose, result.Rows[2].AccountId));
    }

    [Fact]
    public async Task An_act_is_about_nobody_also_when_its_hash_is_the_pseudonym()
    {
        await _register.AppendAsync(_noord, _person);
        var pseudonym = Convert.FromHexString(SubjectsInTheLog()[0]);
        await _register.Installation.Writer.WriteAsync(connection =>
        {
            using var current = connection.CreateCommand();
            return _register.Installation.QueryLog.AppendAct(connection, current.Transaction!, _noord.Desk, pseudonym);
        });

        var result = await ConfirmedAsync(await AskAsync());

        Assert.Equal([4, 3, 1], result.Rows.Select(row => row.Seq));
    }

    [Fact]
    public async Task Another_spelling_is_another_pseudonym_and_is_not_found()
    {
        await _register.AppendAsync(_noord, new Draft { Surname = "Sonderveld" }.Person());
        await _register.AppendAsync(_noord, new Draft { Prefix = null, Surname = "VAN ZÓNDERVELD" }.Person());

        var result = await ConfirmedAsync(await AskAsync());

        Assert.Equal([4, 3, 2], result.Rows.Select(row => row.Seq));
    }

    [Fact]
    public async Task Past_midnight_of_a_month_both_rows_still_have_one_pseudonym()
    {
        _register.Time.Set(new DateTimeOffset(2026, 11, 30, 22, 55, 0, TimeSpan.Zero));
        var made = await AskAsync();
        _register.Time.Advance(TimeSpan.FromMinutes(10));

        var result = await ConfirmedAsync(made);

        Assert.Equal([2, 1], result.Rows.Select(row => row.Seq));
        Assert.Single(SubjectsInTheLog().Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_month_whose_key_is_gone_cannot_be_searched()
    {
        await _register.AppendAsync(_noord, _person);
        _register.Time.Advance(TimeSpan.FromDays(40));
        await _register.RestartAsync();
        File.Delete(Path.Combine(_register.Folder, "keys", "log-subjects", "2026-11.key"));
        using var inspections = new LogInspections(_register.Installation);

        var (made, _) = await inspections.AskAsync(_noord.Desk, _person, InspectionReason.AccessRequest);
        await inspections.ConfirmAsync(_auditor, made!.Id, made.Code);

        Assert.Equal([new CalendarMonth(2026, 12)], made.Months);
        Assert.Equal([3, 2], (await made.Search!).Rows.Select(row => row.Seq));
    }

    [Fact]
    public async Task Nobody_confirms_what_they_asked_themselves()
    {
        var made = await AskAsync();

        Assert.Equal(InspectionRefusal.OwnRequest, await _inspections.ConfirmAsync(_noord.Desk, made.Id, made.Code));
        Assert.Null(made.Search);
    }

    [Fact]
    public async Task After_five_wrong_codes_the_request_is_gone()
    {
        var made = await AskAsync();
        var wrong = made.Code[0] == '1' ? "222222" : "111111";

        var refusals = new List<InspectionRefusal>();
        for (var attempt = 0; attempt < LogInspections.MaxWrongCodes; attempt++)
        {
            refusals.Add(await _inspections.ConfirmAsync(_auditor, made.Id, wrong));
        }

        Assert.Equal(InspectionRefusal.TooManyWrongCodes, refusals[^1]);
        Assert.All(refusals.SkipLast(1), refusal => Assert.Equal(InspectionRefusal.WrongCode, refusal));
        Assert.Equal(InspectionRefusal.Gone, await _inspections.ConfirmAsync(_auditor, made.Id, made.Code));
        Assert.Single(SubjectsInTheLog());
    }

    [Fact]
    public async Task A_request_waits_a_quarter_of_an_hour_and_a_result_can_be_read_as_long()
    {
        var late = await AskAsync();
        _register.Time.Advance(LogInspections.Life);
        Assert.Equal(InspectionRefusal.Gone, await _inspections.ConfirmAsync(_auditor, late.Id, late.Code));

        var made = await AskAsync();
        _register.Time.Advance(LogInspections.Life - TimeSpan.FromSeconds(1));
        await ConfirmedAsync(made);
        _register.Time.Advance(LogInspections.Life - TimeSpan.FromSeconds(1));
        Assert.Equal((1, 1), (_inspections.Of(_auditor).Count, _inspections.Of(_noord.Desk).Count));
        _register.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((0, 0), (_inspections.Of(_auditor).Count, _inspections.Of(_noord.Desk).Count));
    }

    [Fact]
    public async Task One_account_has_three_requests_open_and_may_take_one_back()
    {
        var first = await AskAsync();
        await AskAsync();
        await AskAsync();

        var (made, refusal) = await _inspections.AskAsync(_noord.Desk, _person, InspectionReason.Suspicion);
        Assert.Equal((null, InspectionRefusal.TooManyOpen), (made, refusal));
        Assert.False(_inspections.Withdraw(_auditor, first.Id));
        Assert.True(_inspections.Withdraw(_noord.Desk, first.Id));
        Assert.Equal(3, SubjectsInTheLog().Count);
        await AskAsync();
        Assert.Equal(3, _inspections.Waiting().Count);
    }

    [Fact]
    public async Task Nothing_is_asked_and_nothing_is_shown_when_the_row_does_not_become_durable()
    {
        var made = await AskAsync();
        _register.Installation.Writer.BeforeCommit = _ => throw new Microsoft.Data.Sqlite.SqliteException("full", SqliteCodes.Full);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => _inspections.AskAsync(_noord.Desk, _person, InspectionReason.Suspicion));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _inspections.ConfirmAsync(_auditor, made.Id, made.Code));
        _register.Installation.Writer.BeforeCommit = null;

        Assert.Null(made.Search);
        Assert.Equal(made, Assert.Single(_inspections.Waiting()));
        Assert.Equal(2, (await ConfirmedAsync(made)).Count);
    }

    [Fact]
    public async Task Only_the_two_of_them_see_the_result()
    {
        var other = await _register.JoinAsync("Parkeergarage Zuid");
        var made = await AskAsync();
        await ConfirmedAsync(made);

        Assert.Empty(_inspections.Of(other.Desk));
        Assert.Empty(_inspections.Waiting());
        Assert.Equal((made, made), (Assert.Single(_inspections.Of(_noord.Desk)), Assert.Single(_inspections.Of(_auditor))));
    }

    [Fact]
    public async Task A_request_holds_no_name()
    {
        var made = await AskAsync();

        Assert.Equal(nameof(LogInspection), made.ToString());
        Assert.DoesNotContain(
            typeof(LogInspection).GetProperties(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic),
            property => property.PropertyType == typeof(PersonDetails));
    }

    private static PersonDetails Other() => new Draft { FirstNames = "Wubbo" }.Person();

    private async Task<LogInspection> AskAsync()
    {
        var (made, refusal) = await _inspections.AskAsync(_noord.Desk, _person, InspectionReason.AccessRequest);
        Assert.Equal(InspectionRefusal.None, refusal);
        return made!;
    }

    private async Task<InspectionResult> ConfirmedAsync(LogInspection made)
    {
        Assert.Equal(InspectionRefusal.None, await _inspections.ConfirmAsync(_auditor, made.Id, made.Code));
        return await made.Search!;
    }

    private IReadOnlyList<string> SubjectsInTheLog() => _register.Read<string>(
        $"SELECT hex(substr(row, {LogFormat.SubjectAt + 1}, {LogFormat.HashBytes})) FROM query_log");
}
