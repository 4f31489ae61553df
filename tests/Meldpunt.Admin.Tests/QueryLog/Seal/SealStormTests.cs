using Meldpunt.Admin.Keys;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Tests.QueryLog.Seal;

/// <summary>All faults of the table one after the other, in any order: what holds after each must hold after all of them together.</summary>
public sealed class SealStormTests
{
    private const int Steps = 60;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task After_any_run_of_faults_every_promise_holds(ulong seed)
    {
        var dice = new Dice(seed);
        await using var log = SealedLog.Create();
        for (var step = 0; step < Steps; step++)
        {
            await StepAsync(log, dice);
            log.Time.Advance(TimeSpan.FromSeconds(dice.Next(0, 40)));
        }

        await log.SealAllAsync();
        LogAudit.AssertWhole(log);
        await log.RestartAsync();
        await log.AskAsync(1);
        await log.SealAllAsync();
        LogAudit.AssertWhole(log);
    }

    private static async Task StepAsync(SealedLog log, Dice dice)
    {
        switch (dice.Next(0, 10))
        {
            case 0:
                await log.RestartAsync();
                break;
            case 1:
                await DieAsync(log, dice);
                break;
            case 2:
                await UnderFaultyWriterAsync(log, dice, () => log.TryAskAsync(dice.Next(1, 9)));
                break;
            case 3:
                await UnderFaultyWriterAsync(log, dice, () => TrySealAsync(log));
                break;
            case 4:
                await UnderFaultySecondPlaceAsync(log, dice);
                break;
            case 5:
                await BreakOffAsync(log, dice);
                break;
            case 6:
                await log.SealAllAsync();
                break;
            default:
                await log.AskAsync(dice.Next(1, 120));
                break;
        }
    }

    private static async Task DieAsync(SealedLog log, Dice dice)
    {
        var at = (SealStep)dice.Next(0, Enum.GetValues<SealStep>().Length);
        log.AtStep = step =>
        {
            if (step == at)
            {
                log.Die();
            }
        };
        await log.SealAllAsync();
        log.AtStep = null;
        log.Die();
        await log.ReviveAsync();
    }

    private static async Task UnderFaultyWriterAsync(SealedLog log, Dice dice, Func<Task> action)
    {
        var fault = new SqliteException("failed by the test", dice.Next(0, 2) == 0 ? SqliteCodes.Full : SqliteCodes.Busy);
        if (dice.Next(0, 2) == 0)
        {
            log.House.Writer.BeforeCommit = _ => throw fault;
        }
        else
        {
            log.House.Writer.AfterCommit = () => throw fault;
        }

        await action();
        log.House.Writer.BeforeCommit = null;
        log.House.Writer.AfterCommit = null;
    }

    private static async Task UnderFaultySecondPlaceAsync(SealedLog log, Dice dice)
    {
        var write = log.Sealer.SecondPlace.Write;
        var replaces = dice.Next(0, 2) == 0;
        log.Sealer.SecondPlace.Write = (path, content) =>
        {
            if (replaces)
            {
                DurableFile.Replace(path, content.Span);
            }

            throw new IOException("failed by the test");
        };
        await TrySealAsync(log);
        await log.AskAsync(dice.Next(1, 9));
        await TrySealAsync(log);
        log.Sealer.SecondPlace.Write = write;
    }

    private static async Task BreakOffAsync(SealedLog log, Dice dice)
    {
        var at = (SealStep)dice.Next(0, Enum.GetValues<SealStep>().Length);
        log.AtStep = step =>
        {
            if (step == at)
            {
                throw new IOException("broken off by the test");
            }
        };
        await TrySealAsync(log);
        log.AtStep = null;
    }

    private static async Task TrySealAsync(SealedLog log)
    {
        try
        {
            await log.SealAllAsync();
        }
        catch (Exception exception) when (exception is IOException or StoreUnavailableException)
        {
            // The fault; anything else is a finding.
        }
    }
}
