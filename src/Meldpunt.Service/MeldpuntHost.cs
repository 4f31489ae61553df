using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.FollowUps.Figures;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.QueryLog.Inspection;
using Meldpunt.Admin.QueryLog.Retention;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.QueryLog.Witnesses;
using Meldpunt.Admin.Register;
using Meldpunt.Service.Access;
using Meldpunt.Service.Acts;
using Meldpunt.Service.Api;
using Meldpunt.Service.Background;
using Meldpunt.Service.Deliveries;
using Meldpunt.Service.FollowUps;
using Meldpunt.Service.Health;
using Meldpunt.Service.Logging;
using Meldpunt.Service.Messages;
using Meldpunt.Service.Pages;
using Meldpunt.Service.Participants;
using Meldpunt.Service.Processing;
using Meldpunt.Service.Queries;
using Meldpunt.Service.QueryLogs;
using Meldpunt.Service.Registrations;
using Meldpunt.Service.Signals;
using Meldpunt.Service.Unidentified;
using Meldpunt.Service.Web;
using Microsoft.Extensions.FileProviders;
using Serilog;

namespace Meldpunt.Service;

/// <summary>Every service, every step of a request and every group of routes, in order.</summary>
public static class MeldpuntHost
{
    /// <summary>Builds the web application over an open installation. The caller starts it and disposes both.</summary>
    public static WebApplication Build(Installation installation, HostOptions options)
    {
        ArgumentNullException.ThrowIfNull(installation);
        ArgumentNullException.ThrowIfNull(options);
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", isEnabled: true);

        // Production always: the framework's developer page would show what a visitor's request held.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            EnvironmentName = Environments.Production,
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(MeldpuntHost).Assembly.GetName().Name,
        });
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders().AddSerilog(OperationalLog.Create(options), dispose: true);
        builder.WebHost.ConfigureMeldpuntKestrel(options, installation.Time);

        builder.Services.AddSingleton(options);
        builder.Services.AddInstallation(installation);
        builder.Services.AddMeldpuntAccess(installation, options);
        builder.Services.AddBudgets(installation);
        builder.Services.AddSingleton<QueryHandler>();
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddSingleton<StopReason>();
        builder.Services.AddBackground();
        builder.Services.AddProcessingLog(installation, options);
        builder.Services.AddSignals(installation);
        builder.Services.AddMessages(installation);
        builder.Services.AddFollowUps();
        builder.Services.AddDeliveries(installation, options);
        builder.Services.AddHostedService<WitnessPush>();
        builder.Services.AddMeldpuntPages();

        var app = builder.Build();
        app.UseTrustedProxy(options);
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ExceptionShield>();
        app.UseMiddleware<ProblemForEmptyErrors>();
        app.UseMiddleware<SecureOnly>();
        app.UseMiddleware<StrictPaths>();
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "wwwroot")),
            RequestPath = "/middelen",
        });
        app.UseMiddleware<EvenGateAnswers>();
        app.UseMiddleware<FormsOnly>();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseMiddleware<SameOriginForCookies>();
        app.UseMiddleware<PagesForPeople>();
        app.UseMiddleware<SetUpFirst>();
        app.UseAuthorization();
        app.UseMiddleware<StepUpGate>();
        app.UseMiddleware<PicturesInTurn>();

        app.MapRoutes();
        RouteAudit.EnsureEveryRouteIsGuarded(app);
        return app;
    }

    private static void MapRoutes(this WebApplication app)
    {
        app.MapHealth();
        app.MapOpenApiDocument();
        app.MapQueries();
        app.MapSignals();
        app.MapMessages();
        app.MapFollowUps();
        app.MapNotMe();
        app.MapFigures();
        app.MapAdvices();
        app.MapProofs();
        app.MapQueryLogTree();
        app.MapLogArchive();
        app.MapRegistrations();
        app.MapEntryActs();
        app.MapLooks();
        app.MapUnidentified();
        app.MapParticipants();
        app.MapActs();
        app.MapChannels();
        app.MapRazorPages();
    }

    // What goes on behind the requests: following, sealing, checking, and erasing what its time is over for.
    private static void AddBackground(this IServiceCollection services)
    {
        services.AddHostedService<Followers>();
        services.AddHostedService<Sealing>();
        services.AddSingleton<LogWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<LogWatch>());
        services.AddSingleton<LogErasing>();
        services.AddHostedService(provider => provider.GetRequiredService<LogErasing>());
        services.AddSingleton<DraftErasing>();
        services.AddHostedService(provider => provider.GetRequiredService<DraftErasing>());
        services.AddHostedService<ParticipantErasing>();
        services.AddHostedService<TraceErasing>();
        services.AddHostedService<CertificateWatch>();
        services.AddHostedService<KeyRotations>();
        services.AddSingleton<FollowingState>();
        services.AddHostedService<FollowingUp>();
    }

    private static void ConfigureMeldpuntKestrel(this ConfigureWebHostBuilder host, HostOptions options, TimeProvider time)
    {
        host.UseKestrelHttpsConfiguration();
        host.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.RequestHeaderEncodingSelector = DigitsOnly.ForHeader!;
            kestrel.Limits.MaxConcurrentConnections = RequestLimits.MaxConnections;
            kestrel.Limits.MaxConcurrentUpgradedConnections = RequestLimits.MaxConnections;
            kestrel.Limits.MaxRequestBodySize = RequestLimits.MaxBodyBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = RequestLimits.MaxHeaderBytes;
            kestrel.Limits.MaxRequestHeaderCount = RequestLimits.MaxHeaders;
            kestrel.Limits.RequestHeadersTimeout = RequestLimits.HeadersTimeout;
            kestrel.Limits.KeepAliveTimeout = RequestLimits.KeepAliveTimeout;
            kestrel.Listen(options.Address, options.Port, listen =>
            {
                if (options.Certificate is { } certificate)
                {
                    listen.UseMeldpuntTls(certificate, time);
                }
            });
        });
    }

    private static void AddInstallation(this IServiceCollection services, Installation installation)
    {
        // Made here and not when first asked for: a log that is not what was sealed keeps the service from starting,
        // and nothing else of the folder is read before that is known.
        var sealer = LogSealer.Open(installation);
        services.AddSingleton(_ => sealer);
        services.AddSingleton(installation.Witnesses);
        services.AddSingleton(installation.FollowUps);
        services.AddSingleton(installation.FollowUpDesk);
        services.AddSingleton(installation.Marks);
        services.AddSingleton(installation.Figures);
        services.AddSingleton(new WaitingCases(installation.Database));
        services.AddSingleton(new ToldParticipants(installation.Database));
        services.AddSingleton(_ => installation.CreateNotMeDesk());
        services.AddSingleton(installation.MatchFollower);
        services.AddSingleton(installation.FollowUpClock);
        services.AddSingleton(installation.Messages);
        services.AddSingleton(installation.Bell);
        services.AddSingleton<CosignatureDesk>();
        services.AddSingleton(installation);
        services.AddSingleton(installation.Time);
        services.AddSingleton(installation.Directory);
        services.AddSingleton(installation.Accounts);
        services.AddSingleton(installation.Passwords);
        services.AddSingleton(installation.PasswordStore);
        services.AddSingleton(installation.AccountDesk);
        services.AddSingleton(installation.AccountList);
        services.AddSingleton(installation.Invitations);
        services.AddSingleton(installation.Sessions);
        services.AddSingleton(installation.Terminals);
        services.AddSingleton(installation.Pins);
        services.AddSingleton(installation.Authenticators);
        services.AddSingleton(installation.RecoveryCodes);
        services.AddSingleton(installation.Passkeys);
        services.AddSingleton(installation.SecondFactors);
        services.AddSingleton(installation.Participants);
        services.AddSingleton(installation.Erasure);
        services.AddSingleton(installation.ActReader);
        services.AddSingleton<ParticipantDoor>();
        services.AddSingleton(installation.Entries);
        services.AddSingleton(installation.Drafts);
        services.AddSingleton(installation.Projection);
        services.AddSingleton(installation.Registrar);
        services.AddSingleton(installation.Desk);
        services.AddSingleton(installation.Honey);
        services.AddSingleton(installation.HoneyDesk);
        services.AddSingleton(_ => installation.CreateUnidentifiedDesk());
        services.AddSingleton(_ => installation.CreateUnidentifiedViewer());
        services.AddSingleton(new DeskWork(installation.Database, installation.Entries));
        services.AddSingleton(installation.QueryLog);
        services.AddSingleton(installation.QueryLogReader);
        services.AddSingleton(installation.Writer);
        services.AddSingleton(installation.Traces);
        services.AddSingleton(_ => new LogInspections(installation));

        services.AddSingleton(installation.Retention);
        services.AddSingleton(new LogRetention(installation, sealer));
        services.AddSingleton<LogArchive>();
        var newestAtStart = installation.QueryLogReader.NewestTime();
        services.AddSingleton(new ClockWatch(installation.Time, () => installation.QueryLog.LastTime ?? newestAtStart));
    }
}
