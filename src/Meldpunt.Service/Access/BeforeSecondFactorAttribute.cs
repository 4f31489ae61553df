namespace Meldpunt.Service.Access;

/// <summary>On the one page that somebody without a second factor may open: see <see cref="SetUpFirst"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class BeforeSecondFactorAttribute : Attribute;
