namespace Meldpunt.Admin.Persons;

/// <summary>Something in a request that must be put right first.</summary>
/// <param name="Field">The field, as the interface names it; empty when it is about the whole.</param>
/// <param name="Code">A fixed name for machines, kebab-case.</param>
/// <param name="Message">What is wrong and what to do, in Dutch, without repeating what was typed.</param>
/// <param name="IsConflict">True when the request is well formed but the state of the register stands in its way.</param>
public sealed record Fault(string Field, string Code, string Message, bool IsConflict = false);
