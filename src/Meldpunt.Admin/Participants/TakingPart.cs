namespace Meldpunt.Admin.Participants;

/// <summary>Who takes part on a day, as the database is asked; <see cref="Participant.TakesPartOn"/> says the same in memory.</summary>
internal static class TakingPart
{
    /// <summary>A condition on <c>participant</c>, with the day as <c>@today</c>. What is not there is not true, so without papers nobody takes part.</summary>
    public const string Condition = "left_on IS NULL AND declaration_signed_on <= @today AND permit_from <= @today AND permit_until >= @today";
}
