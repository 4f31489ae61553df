namespace Meldpunt.Service.Pages.Cases;

/// <summary>One moment at which it is said that a case waits.</summary>
/// <param name="At">When.</param>
/// <param name="Whom">To whom, in words.</param>
/// <param name="IsDone">True when it was said.</param>
internal sealed record CaseClockStep(DateTimeOffset At, string Whom, bool IsDone);
