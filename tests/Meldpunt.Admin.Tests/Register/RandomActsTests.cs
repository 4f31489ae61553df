using Meldpunt.Admin.Access;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Tests.Support;

#pragma warning disable CA5394 // Seeded on purpose: a failure must come back.

namespace Meldpunt.Admin.Tests.Register;

/// <summary>Acts in any order: what holds of an entry holds after every one of them.</summary>
public sealed class RandomActsTests : IAsyncDisposable
{
    private const int ActsOfEntry = 40;

    private readonly TestRegister _register = TestRegister.Create();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Whatever_is_done_an_entry_keeps_to_its_term_its_states_and_its_versions(int seed)
    {
        var random = new Random(seed);
        var garage = await _register.JoinAsync();
        var officers = new[] { garage.Desk, await _register.AddOfficerAsync(garage) };
        var entry = await _register.RegisterAsync(garage, Draft.BanForReportedCrime());

        for (var turn = 0; turn < ActsOfEntry; turn++)
        {
            var rows = Rows();
            var act = Pick(random, turn);
            var result = await DoAsync(act, officers[random.Next(officers.Length)], entry, random);

            var now = _register.Entry(garage, entry);
            Assert.True(now.LastDay <= now.LastIncidentOn.AddMonths(12), $"{act} in turn {turn}");
            Assert.Equal(now.State == EntryState.Active, _register.Finds(new Draft()));
            if (result.Succeeded)
            {
                Assert.Null(EntryRules.Refusal(act, entry.State));
                Assert.Equal((entry.Version + 1, EntryRules.After(act, entry.State)), (now.Version, now.State));
            }
            else
            {
                Assert.NotEmpty(result.Faults);
                Assert.Equal(rows, Rows());
            }

            entry = now;
        }
    }

    // The last turns end it; before that it would often be over too soon.
    private static EntryAct Pick(Random random, int turn)
    {
        var acts = Enum.GetValues<EntryAct>().Where(act => turn > ActsOfEntry - 6 || act is not (EntryAct.Withdraw or EntryAct.Refuse)).ToList();
        return acts[random.Next(acts.Count)];
    }

    private Task<EntryResult> DoAsync(EntryAct act, Caller officer, Entry entry, Random random)
    {
        var desk = _register.Installation.Desk;
        return act switch
        {
            EntryAct.Confirm => desk.ConfirmAsync(officer, entry.Id, entry.Version),
            EntryAct.Refuse => desk.RefuseAsync(officer, entry.Id, "onterecht", entry.Version),
            EntryAct.AddIncident => desk.AddIncidentAsync(officer, entry.Id, Incident(random), entry.Version, []),
            EntryAct.Correct => desk.CorrectAsync(officer, entry.Id, new Draft().PersonInput(), "Zelfde.", entry.Version, []),
            EntryAct.Tell => desk.TellAsync(officer, entry.Id, new NoticeInput { Kind = "post", Day = Day(random.Next(-3, 2)) }, entry.Version, []),
            EntryAct.Restrict => desk.RestrictAsync(officer, entry.Id, "Bezwaar.", entry.Version),
            EntryAct.Lift => desk.LiftAsync(officer, entry.Id, "Ongegrond.", entry.Version),
            EntryAct.Withdraw => desk.WithdrawAsync(officer, entry.Id, "onterecht", entry.Version),
            _ => throw new ArgumentOutOfRangeException(nameof(act)),
        };
    }

    private static IncidentInput Incident(Random random) => new()
    {
        Day = Day(random.Next(-400, 2)),
        Kind = EntryTerms.Incidents.Keys.ElementAt(random.Next(3)),
        FileReference = "D",
        FoundBy = "G",
        LastDay = random.Next(3) == 0 ? Day(random.Next(0, 400)) : null,
    };

    private static string Day(int fromToday) => TestDays.Text(TestDays.Today.AddDays(fromToday));

    // All that an act writes.
    private string Rows() => string.Join('\n', _register.Read<string>(
        """
        SELECT hex(surname) || version || state || last_day || epoch || hex(wrapped_key) FROM entry
        UNION ALL SELECT hex(id) FROM entry_incident
        UNION ALL SELECT text FROM administrative_act
        UNION ALL SELECT 'seq ' || max(seq) FROM entry_change
        """));
}
