using Meldpunt.Admin.QueryLog.Budgets;

namespace Meldpunt.Service.Queries;

/// <summary>
/// Takes in other budgets, twice a second, and forgets whom was asked about. Two turns that do not wait for each other: what is held of people in memory is zeroed in time,
/// however slow the store is.
/// </summary>
internal sealed partial class BudgetTurns(QueryBudgets budgets, BudgetStore store, TimeProvider time, ILogger<BudgetTurns> logger) : BackgroundService
{
    private static readonly TimeSpan TurnWait = TimeSpan.FromMilliseconds(500);

    private bool _failing;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        budgets.Clear();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(InTurnsAsync(budgets.Forget, stoppingToken), InTurnsAsync(Follow, stoppingToken));

    private async Task InTurnsAsync(Action turn, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(TurnWait, time);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            turn();
        }
    }

    private void Follow()
    {
        try
        {
            var chosen = store.Read();
            if (!chosen.HasBudgetsOf(budgets.Sheet))
            {
                budgets.Change(chosen);
                Log.Changed(logger);
            }

            _failing = false;
        }
#pragma warning disable CA1031 // The next turn tries again, and the budgets that held go on to hold; readiness shows what ails the store.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // Once, and not twice a second.
            if (!_failing)
            {
                Log.CouldNotRead(logger, exception);
            }

            _failing = true;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(120, LogLevel.Information, "The budgets of questions were changed and hold from now on.")]
        public static partial void Changed(ILogger logger);

        [LoggerMessage(121, LogLevel.Error, "The budgets of questions could not be read; those that held go on to hold.")]
        public static partial void CouldNotRead(ILogger logger, Exception exception);
    }
}
