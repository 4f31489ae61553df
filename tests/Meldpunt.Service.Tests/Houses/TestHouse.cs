using System.Net.Http.Headers;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Service.Deliveries;
using Meldpunt.Service.Processing;
using Meldpunt.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Meldpunt.Service.Tests.Houses;

/// <summary>The real host over real HTTP in a folder of its own: two participants, an account and a token for every role.</summary>
public sealed class TestHouse : IAsyncLifetime
{
    public const string Password = "een heel lang wachtwoord";

    private WebApplication? _app;

    /// <summary>True for a house whose TLS is done by a proxy on this machine.</summary>
    public bool IsBehindProxy { get; init; }

    /// <summary>The certificate of a house that does TLS itself; null for one that does not.</summary>
    public Web.ServerCertificate? Certificate { get; init; }

    /// <summary>The second log from the next start on; null for none.</summary>
    public ProcessingLogOptions? ProcessingLog { get; set; }

    /// <summary>How messages leave the house from the next start on.</summary>
    public DeliveryOptions Deliveries { get; set; } = new();

    /// <summary>Noon in the Netherlands on the day of the tests.</summary>
    public ManualTime Time { get; } = new(new DateTimeOffset(2026, 11, 21, 11, 0, 0, TimeSpan.Zero));

    public string Folder { get; } = Directory.CreateTempSubdirectory("meldpunt-test-").FullName;

    public HouseLog Log { get; } = new();

    public Installation Installation { get; private set; } = null!;

    public Participant Lion { get; private set; } = null!;

    public Participant Harbour { get; private set; } = null!;

    public Dictionary<string, string> Tokens { get; } = new(StringComparer.Ordinal);

    public string Base { get; private set; } = string.Empty;

    public IServiceProvider Services => _app!.Services;

    /// <summary>Who seals the log here.</summary>
    public LogSealer Sealer => _app!.Services.GetRequiredService<LogSealer>();

    /// <summary>Done to the sealer before the service starts.</summary>
    public Action<LogSealer>? BeforeStart { get; set; }

    public IEnumerable<RouteEndpoint> Routes =>
        _app!.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    /// <summary>A part of the running service.</summary>
    internal T Part<T>()
        where T : notnull => _app!.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        Installation.Create(Folder, keyFile: null, Time);
        Installation = Installation.Open(Folder, keyFile: null, Time);
        Lion = await Installation.SettleAsync("De Leeuw", "+31 20 555 0101", ["Rokin", "Damstraat"]);
        Harbour = await Installation.SettleAsync("Haven", "+31 20 555 0102", ["Noord"]);
        Installation.Directory.Refresh();
        await AddAsync("poort", Role.Gate, Lion, "Rokin");
        await AddAsync("poort-haven", Role.Gate, Harbour, "Noord");
        await AddAsync("veiligheid", Role.Security, Lion, location: null);
        await AddAsync("veiligheid-haven", Role.Security, Harbour, location: null);
        await AddAsync("toezicht", Role.Oversight, participant: null, location: null);
        await AddAsync("beheer", Role.Management, participant: null, location: null);
        Installation.Directory.Refresh();
        await StartAsync();
    }

    /// <summary>Stops the service and starts it over the same folder, as an operator does; it then has another address.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        Installation = Installation.Open(Folder, keyFile: null, Time);
        await StartAsync();
    }

    private async Task StartAsync()
    {
        _app = MeldpuntHost.Build(Installation, new HostOptions
        {
            Port = 0,
            TrustedProxies = IsBehindProxy ? [new System.Net.IPNetwork(System.Net.IPAddress.Loopback, 32)] : [],
            Certificate = Certificate,
            LogFolder = Path.Combine(Folder, "logs"),
            LogConsole = TextWriter.Synchronized(Log),
            ProcessingLog = ProcessingLog,
            Deliveries = Deliveries,
        });
        BeforeStart?.Invoke(Sealer);
        await _app.StartAsync();
        Base = _app.Urls.First();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task StopAsync()
    {
        Installation.Writer.BeforeCommit = null;
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        await Installation.DisposeAsync();
    }

    /// <summary>A client that carries the token of an account, or none.</summary>
    public HttpClient Client(string? account)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(Base) };
        if (account is not null)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Tokens[account]);
        }

        return client;
    }

    /// <summary>Another account, with a token and the second factor that its role needs; a second officer at a garage that worked with one pair of eyes.</summary>
    public async Task AddAsync(string userName, Role role, Participant? participant, string? location)
    {
        var place = location is null ? null : Installation.Directory.Locations.Single(candidate => string.Equals(candidate.Name, location, StringComparison.Ordinal));
        var account = await Installation.Accounts.CreateAsync(userName, Password, role, participant?.Id, place?.Id);
        Tokens[userName] = await Installation.Accounts.IssueTokenAsync(account.Id, "test");
        if (SecondFactors.AreObligatory(role))
        {
            await Installation.GiveAppAsync(account.Id);
        }
    }
}
