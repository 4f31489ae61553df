namespace Meldpunt.Admin.FollowUps;

/// <summary>What a security desk advises the gate (protocol article 5.3): an advice, and no order. The numbers stand in the database.</summary>
public enum GateAdvice
{
    /// <summary><c>toelaten</c></summary>
    Admit = 1,

    /// <summary><c>weigeren</c></summary>
    Refuse = 2,

    /// <summary>Let in, on the conditions that stand with it. <c>voorwaarden</c></summary>
    Conditions = 3,
}
