using Meldpunt.Admin.QueryLog.Signals;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.Tests.QueryLog.Signals;

/// <summary>A register with a gate, and the watches behind it, turned by hand.</summary>
internal sealed class SignalBench : IAsyncDisposable
{
    private readonly RunInbox _inbox = new();
    private SignalWatch _log = null!;

    private SignalBench(TestRegister register, Garage garage)
    {
        Register = register;
        Garage = garage;
        StartWatching();
    }

    public TestRegister Register { get; }

    public Garage Garage { get; }

    public RunWatch Runs { get; private set; } = null!;

    public ShiftHoursStore Hours => new(Register.Installation.Database, Register.Installation.Writer);

    public SignalStore Store => new(Register.Installation.Database, Register.Installation.Writer);

    public static async Task<SignalBench> StartAsync()
    {
        var register = TestRegister.Create();
        return new SignalBench(register, await register.JoinAsync());
    }

    /// <summary>Somebody of an invented name; digits are letters to the folding.</summary>
    public static PersonDetails Person(string surname, string firstNames = "Anna", string birthDate = "1984-03-12")
    {
        Assert.True(BirthDate.TryParse(birthDate, out var date));
        return new PersonDetails { Surname = surname, FirstNames = firstNames, BirthDate = date };
    }

    /// <summary>Asks at the gate, a while after the question before.</summary>
    public async Task AskAsync(PersonDetails person, TimeSpan after, bool matches = false, Garage? at = null)
    {
        Register.Time.Advance(after);
        FoundEntry[] found = matches ? [new FoundEntry(Meldpunt.Index.Identity.OpaqueId.Create(), TestRegister.SameName)] : [];
        var row = await Register.Installation.QueryLog.AppendAsync((at ?? Garage).Gate, person, found, found.Length);
        _inbox.Offer(row, person);
    }

    /// <summary>Lets the watches take in what came; the result is every signal there is, oldest first.</summary>
    public async Task<IReadOnlyList<Signal>> LookAsync()
    {
        Runs.Turn();
        await _log.TurnAsync();
        return [.. Store.List(beforeId: null, count: 1_000).OrderBy(signal => signal.Id)];
    }

    /// <summary>Stops and starts the service.</summary>
    public async Task RestartAsync()
    {
        await Register.RestartAsync();
        StartWatching();
    }

    public ValueTask DisposeAsync() => Register.DisposeAsync();

    private void StartWatching()
    {
        Runs = new RunWatch(_inbox, Register.Time);
        _log = new SignalWatch(Store, Hours, Runs, Register.Installation.Honey, Register.Time);
    }
}
