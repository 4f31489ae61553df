using System.Diagnostics;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Installations;
using Meldpunt.Service.Deliveries;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

/// <summary>
/// Ends the program, as kill -9 does, at a step of following up. The runtime loads this into the program that is shipped (DOTNET_STARTUP_HOOKS) and hands it the host when that is built; the
/// program itself has nothing for it.
/// </summary>
#pragma warning disable CA1050, MA0047 // The runtime looks for a class of this name in no namespace.
internal static class StartupHook
#pragma warning restore CA1050, MA0047
{
    /// <summary>Where it ends: a <see cref="FollowUpStep"/>, or a commit of the writer.</summary>
    public const string Variable = "MELDPUNT_TEST_KILL_AT";

    public const string BeforeCommit = "before the commit";
    public const string AfterCommit = "after the commit";

    public static void Initialize() => DiagnosticListener.AllListeners.Subscribe(new Hosts());

    private static void Arm(IServiceProvider services, string at)
    {
        var follower = services.GetRequiredService<MatchFollower>();
        var writer = services.GetRequiredService<Installation>().Writer;
        services.GetRequiredService<DeliveryEngine>().Reached = step => DieAt(step, at);
        follower.Reached = step =>
        {
            DieAt(step, at);
            if (step == FollowUpStep.BeforeCases && at is BeforeCommit)
            {
                writer.BeforeCommit = _ => Die();
            }
            else if (step == FollowUpStep.BeforeCases && at is AfterCommit)
            {
                writer.AfterCommit = Die;
            }
        };
    }

    private static void DieAt(FollowUpStep step, string at)
    {
        if (string.Equals(step.ToString(), at, StringComparison.Ordinal))
        {
            Die();
        }
    }

    private static void Die()
    {
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }

    private sealed class Hosts : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name is "Microsoft.Extensions.Hosting")
            {
                value.Subscribe(this);
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value is { Key: "HostBuilt", Value: IHost host } && Environment.GetEnvironmentVariable(Variable) is { } at)
            {
                Arm(host.Services, at);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
