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
    private const string Blobs = "query_id participant_id location_id account_id terminal_id matched agreement subject salt";
    private const string Texts = "rule subject_month";

    private readonly TestRegister _register = TestRegister.Create();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task Rows_of_match_and_no_match_have_one_size()
    {
        var noord = await _register.JoinAsync();
        await _register.AppendAsync(noord, new Draft().Person());
        await _register.AppendAsync(noord, new Draft().Person(), OpaqueId.Create());
        await _register.AppendAsync(noord, new Draft { Surname = new string('z', 200) }.Person(), Ids(QueryLogAppender.MaxMatched));

        // Apart from the whole numbers, of which SQLite stores small ones in fewer bytes and the outcome is one anyway.
        var columns = (Blobs + " " + Texts).Split(' ');
        var lengths = _register.Read<string>($"SELECT {string.Join(" || ' ' || ", columns.Select(column => $"length({column})"))} FROM query_log ORDER BY seq");

        Assert.Equal(3, lengths.Count);
        Assert.Single(lengths.Distinct(StringComparer.Ordinal));
        Assert.Equal("16 16 16 16 16 128 32 32 32 19 7", lengths[0]);
    }

    [Fact]
    public void Every_column_is_one_whose_size_is_watched()
    {
        var columns = _register.Read<string>("SELECT name FROM pragma_table_info('query_log') WHERE type <> 'INTEGER'");

        Assert.Equal((Blobs + " " + Texts).Split(' ').Order(StringComparer.Ordinal), columns.Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Matched_entries_stand_in_the_row_up_to_its_room_and_the_count_tells_the_rest()
    {
        var noord = await _register.JoinAsync();
        var ids = Ids(QueryLogAppender.MaxMatched);

        await _register.Installation.QueryLog.AppendAsync(
            noord.Gate, new Draft().Person(), [.. ids.Select(id => new FoundEntry(id, TestRegister.SameName))], matchedCount: 11);

        var matched = _register.Read<byte[]>("SELECT matched FROM query_log").Single();
        Assert.Equal(ids, matched.Chunk(OpaqueId.SizeBytes).Select(bytes => new OpaqueId(bytes)));
        Assert.Equal(11, _register.Read<int>("SELECT matched_count FROM query_log").Single());
    }

    [Fact]
    public async Task In_what_each_matched_entry_agreed_stands_in_the_row_beside_its_id()
    {
        var noord = await _register.JoinAsync();
        Agreement[] agreements = [TestRegister.SameName | Agreement.Birthplace, TestRegister.SameName | Agreement.DateSwapped | Agreement.Address];

        await _register.AppendFoundAsync(noord, new Draft().Person(), [.. agreements.Select(agreement => new FoundEntry(OpaqueId.Create(), agreement))]);

        var places = _register.Read<byte[]>("SELECT agreement FROM query_log").Single().Chunk(sizeof(int)).Select(bytes => (Agreement)BinaryPrimitives.ReadInt32BigEndian(bytes));
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

        var subjects = _register.Read<string>("SELECT hex(subject) FROM query_log ORDER BY seq");
        var months = _register.Read<string>("SELECT subject_month FROM query_log ORDER BY seq");

        Assert.Equal(subjects[0], subjects[1], StringComparer.Ordinal);
        Assert.NotEqual(subjects[0], subjects[2], StringComparer.Ordinal);
        Assert.Equal(subjects[0], subjects[3], StringComparer.Ordinal);
        Assert.NotEqual(subjects[0], subjects[4], StringComparer.Ordinal);
        Assert.Equal(["2026-11", "2026-11", "2026-11", "2026-11", "2026-12"], months, StringComparer.Ordinal);
    }

    [Fact]
    public async Task No_two_rows_have_one_salt()
    {
        var noord = await _register.JoinAsync();
        for (var number = 0; number < 20; number++)
        {
            await _register.AppendAsync(noord);
        }

        Assert.Equal(20, _register.Read<string>("SELECT DISTINCT hex(salt) FROM query_log").Count);
    }

    [Fact]
    public async Task No_name_and_no_birth_date_stands_in_a_row()
    {
        var noord = await _register.JoinAsync();
        var draft = new Draft { Surname = "Zwanenkamp", FirstNames = "Theofanus", BirthDate = "1951-08-27" };
        await _register.AppendAsync(noord, draft.Person(), OpaqueId.Create());

        var row = (IDictionary<string, object>)_register.Read<dynamic>("SELECT * FROM query_log").Single();
        var bytes = row.Values.SelectMany(value => value as byte[] ?? Encoding.UTF8.GetBytes(value.ToString()!)).ToArray();
        var text = Encoding.Latin1.GetString(bytes);

        Assert.Contains("koppeling-", text, StringComparison.Ordinal);
        Assert.All(
            (string[])["zwanenkamp", "theofanus", "1951-08-27", "19510827"],
            secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
    }

    private static OpaqueId[] Ids(int count) => Enumerable.Range(0, count).Select(_ => OpaqueId.Create()).ToArray();
}
