namespace Meldpunt.Admin.Register;

/// <summary>What a new incident does to the term of an entry (article 5.5). Pure.</summary>
public static class IncidentTerm
{
    /// <summary>
    /// The last day after an incident: what was asked for, or a term as long again as it was; never earlier than it was, and never more than
    /// twelve months after the last incident.
    /// </summary>
    /// <param name="lastDay">The last day so far.</param>
    /// <param name="lastIncident">The last incident so far.</param>
    /// <param name="incident">The new one, which may have been earlier.</param>
    /// <param name="asked">The end that was asked for; null for as long again.</param>
    public static DateOnly EndAfter(DateOnly lastDay, DateOnly lastIncident, DateOnly incident, DateOnly? asked)
    {
        var limit = RegistrationRules.EndOfTerm(incident > lastIncident ? incident : lastIncident);
        var end = asked ?? SameTermAfter(incident, lastDay.DayNumber - lastIncident.DayNumber);
        end = end < limit ? end : limit;
        return end > lastDay ? end : lastDay;
    }

    private static DateOnly SameTermAfter(DateOnly incident, int days)
    {
        var end = DateOnly.FromDayNumber(Math.Min(incident.DayNumber + days, DateOnly.MaxValue.DayNumber));
        var limit = RegistrationRules.EndOfTerm(incident);
        return end < limit ? end : limit;
    }
}
