using System.Globalization;
using Dapper;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.QueryLog.Signals;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.QueryLog.Signals;

/// <summary>What somebody does who abuses a gate, and the signal that comes of it.</summary>
public sealed class MisuseTests
{
    private static readonly TimeSpan ASecond = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FourSeconds = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task A_script_that_tries_a_thousand_people_is_one_signal_that_goes_on()
    {
        await using var bench = await SignalBench.StartAsync();
        var seen = new List<int>();

        for (var number = 0; number < 1_000; number++)
        {
            await bench.AskAsync(Candidate(number), ASecond);
            if (number % 50 == 49)
            {
                seen.Add((await bench.LookAsync()).Count(signal => signal.Kind == SignalKind.NoMatchBurst));
            }
        }

        var burst = Assert.Single(await bench.LookAsync(), signal => signal.Kind == SignalKind.NoMatchBurst);
        Assert.Equal([0, 1], seen.Take(2));
        Assert.Equal((bench.Garage.Gate.AccountId, bench.Garage.Participant.Id), (burst.AccountId, burst.ParticipantId));
        Assert.Equal((1_000, 1L, 1_000L), (burst.Count, burst.FirstSeq, burst.LastSeq));
        Assert.Equal(TimeSpan.FromSeconds(999), burst.LastAt - burst.FirstAt);
    }

    [Fact]
    public async Task A_thousand_acts_of_the_register_are_no_signal()
    {
        await using var bench = await SignalBench.StartAsync();
        var installation = bench.Register.Installation;

        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => installation.Participants.ChangeDeskAsync(
            bench.Garage.Desk, bench.Garage.Participant.Id, new ParticipantDesk { Hours = "dag en nacht" })));

        Assert.Empty(await bench.LookAsync());
        Assert.Equal(1_000, installation.QueryLog.LastSeq);
    }

    [Fact]
    public async Task Somebody_who_goes_slowly_through_a_list_of_names_is_a_signal()
    {
        await using var bench = await SignalBench.StartAsync();
        string[] list = ["Aalders", "Bakker", "Cornelissen", "Dekker", "Evers", "Faber", "Gerritsen", "Hermans", "Ibrahim", "Jonker", "Koster", "Lammers"];

        foreach (var (surname, place) in list.Select((surname, place) => (surname, place)))
        {
            await bench.AskAsync(SignalBench.Person(surname, birthDate: $"19{50 + (place * 7 % 40)}-0{1 + (place % 9)}-1{place % 10}"), TimeSpan.FromSeconds(40));
        }

        var run = Assert.Single(await bench.LookAsync());
        Assert.Equal((SignalKind.NameRun, 12), (run.Kind, run.Count));
    }

    [Fact]
    public async Task Guessing_the_birth_date_of_a_name_is_a_signal()
    {
        await using var bench = await SignalBench.StartAsync();

        foreach (var year in Enumerable.Range(1980, 6))
        {
            await bench.AskAsync(SignalBench.Person("Zonderveld", "Quirijn", $"{year}-0{(year * 7 % 9) + 1}-12"), TimeSpan.FromMinutes(1));
        }

        var run = Assert.Single(await bench.LookAsync());
        Assert.Equal((SignalKind.DateRun, 6), (run.Kind, run.Count));
    }

    [Fact]
    public async Task Going_through_the_days_of_a_month_is_a_signal_in_any_order_and_under_any_name()
    {
        await using var bench = await SignalBench.StartAsync();

        for (var number = 0; number < 15; number++)
        {
            await bench.AskAsync(SignalBench.Person(Scattered(number), birthDate: $"1984-03-{1 + (number * 7 % 15):00}"), FourSeconds);
        }

        var run = Assert.Single(await bench.LookAsync());
        Assert.Equal(SignalKind.DateRun, run.Kind);
    }

    [Fact]
    public async Task Guessing_who_was_born_on_a_day_is_a_signal()
    {
        await using var bench = await SignalBench.StartAsync();

        for (var number = 0; number < 6; number++)
        {
            await bench.AskAsync(SignalBench.Person(Scattered(number)), TimeSpan.FromMinutes(1));
        }

        Assert.Equal(SignalKind.NameRun, Assert.Single(await bench.LookAsync()).Kind);
    }

    [Fact]
    public async Task Names_that_begin_alike_are_a_signal_in_any_order()
    {
        await using var bench = await SignalBench.StartAsync();

        for (var number = 0; number < 12; number++)
        {
            await bench.AskAsync(
                SignalBench.Person("van der Jans" + Scattered(number), birthDate: $"19{50 + (number * 11 % 37)}-0{(number % 9) + 1}-17"), FourSeconds);
        }

        Assert.Equal(SignalKind.NameRun, Assert.Single(await bench.LookAsync()).Kind);
    }

    [Fact]
    public async Task One_person_asked_about_ten_times_in_a_day_is_a_signal_and_nine_times_is_not()
    {
        await using var bench = await SignalBench.StartAsync();

        for (var number = 0; number < 9; number++)
        {
            await bench.AskAsync(SignalBench.Person("Zonderveld"), TimeSpan.FromMinutes(20), matches: number % 2 == 0);
        }

        var nine = await bench.LookAsync();
        await bench.AskAsync(SignalBench.Person("ZONDERVELD"), TimeSpan.FromMinutes(20));
        var ten = Assert.Single(await bench.LookAsync());

        Assert.Empty(nine);
        Assert.Equal((SignalKind.SameSubject, 10, 1L, 10L), (ten.Kind, ten.Count, ten.FirstSeq, ten.LastSeq));
    }

    [Fact]
    public async Task Questions_outside_the_hours_that_a_participant_gave_are_one_signal_a_night()
    {
        await using var bench = await SignalBench.StartAsync();
        await bench.Hours.SetAsync(bench.Garage.Participant.Id, ShiftHours.Parse(["dagelijks 07:00-23:30"]));
        bench.Register.Time.Set(TestDays.At(TestDays.Today, hour: 23, minute: 29));

        await bench.AskAsync(SignalBench.Person("Zonderveld"), TimeSpan.Zero);
        var inside = await bench.LookAsync();
        await bench.AskAsync(SignalBench.Person("Zonderveld"), TimeSpan.FromMinutes(1));
        await bench.AskAsync(SignalBench.Person("Ander"), TimeSpan.FromHours(3));
        var night = await bench.LookAsync();
        await bench.AskAsync(SignalBench.Person("Zonderveld"), TimeSpan.FromHours(24));

        Assert.Empty(inside);
        Assert.Equal((SignalKind.OutsideHours, 2), (night.Single().Kind, night.Single().Count));
        Assert.Equal(2, (await bench.LookAsync()).Count);
    }

    [Fact]
    public async Task Without_hours_no_time_of_day_is_a_signal()
    {
        await using var bench = await SignalBench.StartAsync();
        bench.Register.Time.Set(TestDays.At(TestDays.Today, hour: 3));

        await bench.AskAsync(SignalBench.Person("Zonderveld"), ASecond);

        Assert.Empty(await bench.LookAsync());
    }

    [Fact]
    public async Task A_signal_after_a_pause_is_a_new_one_and_of_another_account_too()
    {
        await using var bench = await SignalBench.StartAsync();
        var other = await bench.Register.JoinAsync("Parkeergarage Zuid");

        await BurstAsync(bench, other);
        await BurstAsync(bench);
        await bench.LookAsync();
        bench.Register.Time.Advance(TimeSpan.FromMinutes(31));
        await BurstAsync(bench);

        var accounts = (await bench.LookAsync()).Where(signal => signal.Kind == SignalKind.NoMatchBurst).Select(signal => signal.AccountId);
        Assert.Equal([other.Gate.AccountId, bench.Garage.Gate.AccountId, bench.Garage.Gate.AccountId], accounts);
    }

    [Fact]
    public async Task A_restart_neither_repeats_a_signal_nor_forgets_what_was_counted()
    {
        await using var bench = await SignalBench.StartAsync();
        await bench.LookAsync();
        for (var number = 0; number < 99; number++)
        {
            await bench.AskAsync(Candidate(number), ASecond);
        }

        await bench.LookAsync();
        await bench.RestartAsync();
        await bench.AskAsync(Candidate(99), ASecond);
        var raised = (await bench.LookAsync()).Single(signal => signal.Kind == SignalKind.NoMatchBurst);
        await bench.RestartAsync();
        await bench.AskAsync(Candidate(100), ASecond);
        await bench.AskAsync(Candidate(101), ASecond);

        var extended = (await bench.LookAsync()).Single(signal => signal.Kind == SignalKind.NoMatchBurst);
        Assert.Equal((100, 100L), (raised.Count, raised.LastSeq));
        Assert.Equal((raised.Id, 102, 102L), (extended.Id, extended.Count, extended.LastSeq));
    }

    [Fact]
    public async Task A_signal_goes_when_its_rows_are_erased()
    {
        await using var bench = await SignalBench.StartAsync();
        await BurstAsync(bench);
        var before = await bench.LookAsync();

        using (var connection = bench.Register.Installation.Database.Open())
        {
            await connection.ExecuteAsync("INSERT INTO log_erasure (last_seq, note) VALUES (99, 'a test')");
            Assert.Equal(before.Count, bench.Store.List(beforeId: null, count: 10).Count);
            await connection.ExecuteAsync("INSERT INTO log_erasure (last_seq, note) VALUES (100, 'a test')");
        }

        Assert.NotEmpty(before);
        Assert.Empty(bench.Store.List(beforeId: null, count: 10));
    }

    [Fact]
    public async Task Nothing_of_whom_was_asked_about_is_on_disk_or_left_in_memory_after_ten_minutes()
    {
        await using var bench = await SignalBench.StartAsync();
        for (var number = 0; number < 120; number++)
        {
            await bench.AskAsync(SignalBench.Person("Kanariepieters" + Scattered(number), "Zwaluwina", "1971-07-17"), ASecond);
        }

        var signals = await bench.LookAsync();
        var remembered = !bench.Runs.IsBlank;
        bench.Register.Time.Advance(TimeSpan.FromMinutes(9) + ASecond);
        await bench.LookAsync();

        Assert.Equal([SignalKind.NoMatchBurst, SignalKind.NameRun], signals.Select(signal => signal.Kind).Order());
        Assert.True(remembered);
        Assert.True(bench.Runs.IsBlank);
        string[] traces = ["kanarie", "zwaluwina", "1971-07-17", "19710717", "pieters"];
        Assert.All(traces, trace => Assert.Empty(FolderScan.FilesWith(bench.Register.Folder, trace)));
        Assert.Equal(
            ["id", "kind", "participant_id", "account_id", "first_at", "last_at", "count", "first_seq", "last_seq"],
            bench.Register.Read<string>("SELECT name FROM pragma_table_info('log_signal')"));
    }

    private static async Task BurstAsync(SignalBench bench, Garage? at = null)
    {
        for (var number = 0; number < SignalThresholds.BurstCount; number++)
        {
            await bench.AskAsync(Candidate(number), ASecond, at: at);
        }
    }

    // People who have nothing to do with each other, so that only their number tells.
    private static Meldpunt.Index.Names.PersonDetails Candidate(int number) => SignalBench.Person(
        Scattered(number), birthDate: $"{1930 + (number * 37 % 70)}-{1 + (number * 5 % 12):00}-{1 + (number * 11 % 28):00}");

    // A name that no other number's name is beside: the digits are mixed before they become letters.
    private static string Scattered(int number)
    {
        var mixed = unchecked((uint)number * 2_654_435_761u);
        return string.Concat(mixed.ToString("X8", CultureInfo.InvariantCulture).Select(digit => (char)('a' + Convert.ToInt32(digit.ToString(), 16))));
    }
}
