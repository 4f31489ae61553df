namespace Meldpunt.Service.Pages;

/// <summary>The pages: server-rendered, one look, no script needed.</summary>
internal static class PagesSetup
{
    public static void AddMeldpuntPages(this IServiceCollection services)
    {
        services.AddRazorPages();
        services.AddAntiforgery(antiforgery => antiforgery.Cookie.Name = "meldpunt-formulier");
    }
}
