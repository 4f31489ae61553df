using Dapper;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.Register;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;
using Meldpunt.Tests;

namespace Meldpunt.Admin.Tests.Support;

/// <summary>A real installation in a folder of its own, with a clock that the test moves.</summary>
internal sealed class TestRegister : IAsyncDisposable
{
    /// <summary>What a match of equal names is told by.</summary>
    public const Agreement SameName = Agreement.SurnameEqual | Agreement.SurnameSound | Agreement.FirstNameEqual | Agreement.FirstNameSound;

    private readonly TempFolder _folder = new();
    private readonly List<Installation> _others = [];
    private int _garages;
    private int _officers;

    private TestRegister()
    {
        Admin.Installations.Installation.Create(_folder.Path, keyFile: null, Time);
        Installation = Open();
    }

    public string Folder => _folder.Path;

    public ManualTime Time { get; } = new(TestDays.Now);

    public Installation Installation { get; private set; }

    public static TestRegister Create() => new();

    /// <summary>Another process on the same folder, as far as the folder can tell.</summary>
    public Installation OpenAnother()
    {
        var other = Open();
        _others.Add(other);
        return other;
    }

    /// <summary>Stops and starts again.</summary>
    public async Task RestartAsync()
    {
        await Installation.DisposeAsync();
        Installation = Open();
    }

    /// <summary>A garage joins, with a gate and a security desk.</summary>
    public async Task<Garage> JoinAsync(string name = "Parkeergarage Noord")
    {
        var number = ++_garages;
        var participant = await Installation.SettleAsync(name, "+31 20 555 0101", ["Inrit Oost"]);
        Installation.Directory.Refresh();
        var location = Installation.Directory.Locations.Single(found => found.ParticipantId == participant.Id);
        var gateToken = await TokenAsync($"poort-{number}", Role.Gate, participant.Id, location.Id);
        var deskToken = await TokenAsync($"veiligheid-{number}", Role.Security, participant.Id, locationId: null);
        return new Garage(participant, location, CallerOf(deskToken), CallerOf(gateToken), deskToken, gateToken);
    }

    /// <summary>A token of a new account.</summary>
    public async Task<string> TokenAsync(string userName, Role role, OpaqueId? participantId, OpaqueId? locationId)
    {
        var account = await Installation.Accounts.CreateAsync(userName, password: null, role, participantId, locationId);
        var token = await Installation.Accounts.IssueTokenAsync(account.Id, "toestel");
        Installation.Directory.Refresh();
        return token;
    }

    public Task<EntryResult> TryRegisterAsync(Garage garage, Draft draft) =>
        Installation.Registrar.RegisterAsync(garage.Desk, draft.Input(), []);

    /// <summary>Registers; fails the test when it is refused.</summary>
    public async Task<Entry> RegisterAsync(Garage garage, Draft draft)
    {
        var outcome = await TryRegisterAsync(garage, draft);
        Assert.Empty(outcome.Faults);
        return outcome.Entry!;
    }

    /// <summary>A second officer at a garage: from now on it takes two.</summary>
    public async Task<Caller> AddOfficerAsync(Garage garage) =>
        CallerOf(await TokenAsync($"officier-{++_officers}", Role.Security, garage.Participant.Id, locationId: null));

    /// <summary>Appends a query that matched these entries by surname, first name and birth date.</summary>
    public Task<LoggedQuery> AppendAsync(Garage garage, PersonDetails? person = null, params OpaqueId[] matched) =>
        AppendFoundAsync(garage, person ?? new Draft().Person(), [.. matched.Select(id => new FoundEntry(id, SameName))]);

    /// <summary>Appends a query that matched these entries, by what is told of each.</summary>
    public Task<LoggedQuery> AppendFoundAsync(Garage garage, PersonDetails person, params FoundEntry[] matched) =>
        Installation.QueryLog.AppendAsync(garage.Gate, person, matched, matched.Length);

    /// <summary>True when a gate gets a match.</summary>
    public bool Finds(Draft draft) => Installation.Projection.Find(draft.Person(), DutchCalendar.Today(Time), new FoundEntry[1]) > 0;

    /// <summary>An entry as its own desk reads it now.</summary>
    public Entry Entry(Garage garage, Entry entry) => Installation.Entries.Find(entry.Id, garage.Participant.Id, DutchCalendar.Today(Time))!;

    /// <summary>The acts of a kind, in order.</summary>
    public IEnumerable<Act> Acts(string kind) => Read<string>("SELECT text FROM administrative_act ORDER BY seq")
        .Select(Act.Parse).Where(act => string.Equals(act.Kind, kind, StringComparison.Ordinal));

    /// <summary>What the database holds, as somebody reads it who stole the file.</summary>
    public IReadOnlyList<T> Read<T>(string sql)
    {
        using var connection = Installation.Database.Open();
        return connection.Query<T>(sql).AsList();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var other in _others)
        {
            await other.DisposeAsync();
        }

        await Installation.DisposeAsync();
        _folder.Dispose();
    }

    private Installation Open() => Admin.Installations.Installation.Open(_folder.Path, keyFile: null, Time);

    /// <summary>Whose token this is.</summary>
    public Caller CallerOf(string token) => Installation.Directory.FindByToken(token)!;
}
