using Meldpunt.Admin.Register;

namespace Meldpunt.Service.Pages.Registering;

/// <summary>Terms that are chosen with one press, the shortest first: a short one is as easy as the longest.</summary>
internal static class TermChoices
{
    public static IReadOnlyList<int> All { get; } = [1, 3, 6, RegistrationRules.TermMonths];
}
