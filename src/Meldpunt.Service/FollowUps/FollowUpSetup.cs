namespace Meldpunt.Service.FollowUps;

/// <summary>Adds what shows cases, and what a gate hears of them.</summary>
internal static class FollowUpSetup
{
    public static void AddFollowUps(this IServiceCollection services)
    {
        services.AddSingleton<FollowUpJson>();
        services.AddSingleton<GateAdvices>();
    }
}
