using Meldpunt.Index.Identity;

namespace Meldpunt.Service.FollowUps;

/// <summary>A question at a gate that matched, with the advice about it.</summary>
/// <param name="QueryId">The question.</param>
/// <param name="Reference">What gate and desks call it by.</param>
/// <param name="Advice">Null as long as there is none.</param>
internal sealed record AskedAdvice(OpaqueId QueryId, string? Reference, AdviceForGate? Advice);
