using System.Buffers.Binary;
using System.Text;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Matching;

namespace Meldpunt.Admin.Tests.QueryLog;

/// <summary>What a row of the log tells to somebody who holds the database and not the keys.</summary>
public sealed class QueryLogRowTests : IAsyncDisposable
{
    private readonly TestRegister _register = TestRegister.Create();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task Rows_of_match_and_no_match_have_one_size()
    {
        var noord = await _register.JoinAsync();
        await _register.AppendAsync(noord, new Draft().Person());
        await _register.AppendAsync(noord, new Draft().Person(), OpaqueId.Create());
        await _register.AppendAsync(noord, new Draft { Surname = new string('z', 200) }.Person(), Ids(QueryLogAppender.MaxMatched));

        Assert.Equal([386, 386, 386], Rows().Select(row => row.Length));
    }

    [Fact]
    public void A_row_is_its_bytes_and_nothing_stands_beside_them()
    {
        Assert.Equal(["seq", "row"], _register.Read<string>("SELECT name FROM pragma_table_info('query_log')"), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Every_field_stands_where_the_specification_says()
    {
        var noord = await _register.JoinAsync();
        await _register.AppendAsync(noord);
        var logged = await _register.AppendAsync(noord, person: null, Ids(2));

        var row = Rows()[1];

        Assert.Equal("01-01-01-00", BitConverter.ToString(row, 0, 4));
        Assert.Equal(2UL, BinaryPrimitives.ReadUInt64BigEndian(row.AsSpan(4)));
        Assert.Equal((ulong)TestDays.Now.ToUnixTimeMilliseconds(), BinaryPrimitives.ReadUInt64BigEndian(row.AsSpan(12)));
        Assert.Equal(
            [logged.QueryId, noord.Participant.Id, noord.Location.Id, noord.Gate.AccountId, noord.Gate.TerminalId],
            Enumerable.Range(0, 5).Select(place => new OpaqueId(row.AsSpan(20 + (16 * place), 16))));
        Assert.Equal(logged.TraceId, Convert.ToHexStringLower(row, 100, 16), StringComparer.Ordinal);
        Assert.Equal("07-EA-00-00-00-01-00-00-00-02", BitConverter.ToString(row, 116, 10));
        Assert.Equal("07-EA-0B-00", BitConverter.ToString(row, 286, 4));
        Assert.Equal(logged.Rule.PadRight(32, '\0'), Encoding.ASCII.GetString(row, 290, 32), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Matched_entries_stand_in_the_row_up_to_its_room_and_the_count_tells_the_rest()
    {
        var noord = await _register.JoinAsync();
        var ids = Ids(QueryLogAppender.MaxMatched);

        await _register.Installation.QueryLog.AppendAsync(
            noord.Gate, new Draft().Person(), [.. ids.Select(id => new FoundEntry(id, TestRegister.SameName))], matchedCount: 11);

        var row = Rows().Single();
        Assert.Equal(ids, row[126..254].Chunk(OpaqueId.SizeBytes).Select(bytes => new OpaqueId(bytes)));
        Assert.Equal(11, BinaryPrimitives.ReadInt32BigEndian(row.AsSpan(122)));
    }

    [Fact]
    public async Task In_what_each_matched_entry_agreed_stands_in_the_row_beside_its_id()
    {
        var noord = await _register.JoinAsync();
        Agreement[] agreements = [TestRegister.SameName | Agreement.Birthplace, TestRegister.SameName | Agreement.DateSwapped | Agreement.Address];

        await _register.AppendFoundAsync(noord, new Draft().Person(), [.. agreements.Select(agreement => new FoundEntry(OpaqueId.Create(), agreement))]);

        var places = Rows().Single()[254..286].Chunk(sizeof(int)).Select(bytes => (Agreement)BinaryPrimitives.ReadInt32BigEndian(bytes));
        Assert.Equal([.. agreements, .. Enumerable.Repeat(Agreement.None, QueryLogAppender.MaxMatched - agreements.Length)], places);
    }

    [Fact]
    public async Task A_match_tells_in_what_they_agreed_and_no_match_tells_nothing()
    {
        var noord = await _register.JoinAsync();
        await _register.AppendAsync(noord, new Draft().Person(), OpaqueId.Create());
        await _register.AppendAsync(noord, new Draft().Person());

        var rows = _register.Installation.QueryLogReader.List(new QueryLogFilter(), count: 10).ToDictionary(row => row.Seq);

        Assert.Equal(["achternaam gelijk", "voornaam gelijk", "geboortedatum gelijk"], rows[1].AgreementWords);
        Assert.Empty(rows[2].AgreementWords);
    }

    [Fact]
    public async Task One_person_has_one_pseudonym_within_a_month_and_another_in_the_next()
    {
        var noord = await _register.JoinAsync();
        await _register.AppendAsync(noord, new Draft().Person());
        await _register.AppendAsync(noord, new Draft { Surname = "ZÓNDERVELD", Address = "Elders 1" }.Person());
        await _register.AppendAsync(noord, new Draft { FirstNames = "Reinout" }.Person());
        await _register.RestartAsync();
        await _register.AppendAsync(noord, new Draft().Person());
        _register.Time.Set(TestDays.At(new DateOnly(2026, 12, 1), hour: 0));
        await _register.AppendAsync(noord, new Draft().Person());

        var subjects = Rows().Select(row => Convert.ToHexString(row, 322, 32)).ToList();
        var months = Rows().Select(row => Convert.ToHexString(row, 286, 3)).ToList();

        Assert.Equal(subjects[0], subjects[1], StringComparer.Ordinal);
        Assert.NotEqual(subjects[0], subjects[2], StringComparer.Ordinal);
        Assert.Equal(subjects[0], subjects[3], StringComparer.Ordinal);
        Assert.NotEqual(subjects[0], subjects[4], StringComparer.Ordinal);
        Assert.Equal(["07EA0B", "07EA0B", "07EA0B", "07EA0B", "07EA0C"], months, StringComparer.Ordinal);
    }

    [Fact]
    public async Task No_two_rows_have_one_salt()
    {
        var noord = await _register.JoinAsync();
        for (var number = 0; number < 20; number++)
        {
            await _register.AppendAsync(noord);
        }

        Assert.Equal(20, Rows().Select(row => Convert.ToHexString(row, 354, 32)).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task No_name_and_no_birth_date_stands_in_a_row()
    {
        var noord = await _register.JoinAsync();
        var draft = new Draft { Surname = "Zwanenkamp", FirstNames = "Theofanus", BirthDate = "1951-08-27" };
        await _register.AppendAsync(noord, draft.Person(), OpaqueId.Create());

        var text = Encoding.Latin1.GetString(Rows().Single());

        Assert.Contains("koppeling-", text, StringComparison.Ordinal);
        Assert.All(
            (string[])["zwanenkamp", "theofanus", "1951-08-27", "19510827"],
            secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
    }

    private IReadOnlyList<byte[]> Rows() => _register.Read<byte[]>("SELECT row FROM query_log ORDER BY seq");

    private static OpaqueId[] Ids(int count) => Enumerable.Range(0, count).Select(_ => OpaqueId.Create()).ToArray();
}
