namespace Meldpunt.Service.Access;

/// <summary>
/// What is done here asks that whoever has the session showed a second factor within the last five minutes (<see cref="StepUp"/>). Tokens pass: docs/adr/0023. Without more, nothing of
/// the route is done before that; a page whose form has a field for the code says <see cref="InForm"/>, and asks <see cref="StepUp"/> itself.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class RequiresStepUpAttribute : Attribute
{
    /// <summary>True for a page of which only some forms need it, each with a field for the code.</summary>
    public bool InForm { get; init; }
}
