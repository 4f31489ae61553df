namespace Meldpunt.Service.Tests.Deliveries;

/// <summary>Waits for what happens behind the answers, with an end to it.</summary>
internal static class Until
{
    public static async Task TrueAsync(Func<bool> condition, int seconds = 20)
    {
        using var tooLate = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        while (!condition())
        {
            Assert.False(tooLate.IsCancellationRequested, "It did not happen in time.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
