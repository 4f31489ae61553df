namespace Meldpunt.Service.Pages.Registering;

/// <summary>One step in the summary beside the conversation.</summary>
/// <param name="Step">Which step.</param>
/// <param name="State">Key of the word for how far it is: <c>klaar</c>, <c>nietHeel</c> or <c>open</c>.</param>
/// <param name="Lines">What stands there so far, in the reader's language.</param>
internal sealed record StepLine(RegisterStep Step, string State, IReadOnlyList<string> Lines);
