using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.QueryLog.Budgets;
using Meldpunt.Admin.Tests.QueryLog.Signals;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.Tests.QueryLog.Budgets;

/// <summary>Shifts of one or more gates run through the budgets on a clock that jumps from question to question; waiting is counted and not waited for.</summary>
internal sealed class GateTraffic
{
    private readonly ManualTime _time;
    private readonly List<TimeSpan> _waits = [];

    public GateTraffic()
        : this(new ManualTime(TestDays.Now))
    {
    }

    private GateTraffic(ManualTime time, QueryBudgets? budgets = null)
    {
        _time = time;
        Budgets = budgets ?? new QueryBudgets(BudgetSheet.Standard, time);
    }

    public QueryBudgets Budgets { get; }

    public int Asked { get; private set; }

    public int Refused { get; private set; }

    /// <summary>Part of the questions that waited for a moment.</summary>
    public double DelayedShare => (double)_waits.Count(wait => wait > TimeSpan.Zero) / Asked;

    public TimeSpan LongestWait => _waits.Max();

    /// <summary>Others under the same budgets and the same clock, with figures of their own.</summary>
    public GateTraffic Beside() => new(_time, Budgets);

    public static Participant NewParticipant() => new() { Id = OpaqueId.Create(), Name = "garage", DeskPhone = "1", JoinedOn = TestDays.Today };

    public static Location NewLocation(Participant participant) => new() { Id = OpaqueId.Create(), ParticipantId = participant.Id, Name = "inrit" };

    /// <summary>A lane: an account of its own at a machine of its own.</summary>
    public static Caller NewLane(Participant participant, Location location, AccountKind kind = AccountKind.Person) => new()
    {
        AccountId = OpaqueId.Create(),
        UserName = "poort",
        Role = Role.Gate,
        Kind = kind,
        Participant = participant,
        Location = location,
        TerminalId = OpaqueId.Create(),
    };

    public static Caller NewLane(AccountKind kind = AccountKind.Person)
    {
        var participant = NewParticipant();
        return NewLane(participant, NewLocation(participant), kind);
    }

    /// <summary>All lanes work through a shift of their own, at the same time; the shift begins now.</summary>
    public void Work(IEnumerable<(Caller Lane, OrdinaryShift Shift)> lanes)
    {
        var began = TimeSpan.Zero;
        var questions = lanes.SelectMany(lane => Timed(lane.Lane, lane.Shift)).OrderBy(question => question.At);
        foreach (var (at, lane, person) in questions)
        {
            _time.Advance(at - began);
            began = at;
            Ask(lane, person);
        }
    }

    /// <summary>How long all of it has taken.</summary>
    public TimeSpan Passed => _time.GetUtcNow() - TestDays.Now;

    public void Pass(TimeSpan time) => _time.Advance(time);

    /// <summary>True when it is answered.</summary>
    public bool Ask(Caller lane, PersonDetails person)
    {
        var taking = Budgets.Take(lane, person);
        Asked++;
        Refused += taking.Refusal is null ? 0 : 1;
        _waits.Add(taking.Wait);
        Release(lane, taking);
        return taking.Refusal is null;
    }

    // Whoever waited is gone before the next one comes, who comes seconds later.
    private void Release(Caller lane, BudgetTaking taking)
    {
        var waiting = Budgets.WaitAsync(lane, taking);
        if (!waiting.IsCompleted)
        {
            _time.Advance(taking.Wait);
        }
    }

    private static IEnumerable<(TimeSpan At, Caller Lane, PersonDetails Person)> Timed(Caller lane, OrdinaryShift shift)
    {
        var at = TimeSpan.Zero;
        foreach (var (person, after, _) in shift.Questions())
        {
            at += after;
            yield return (at, lane, person);
        }
    }
}
