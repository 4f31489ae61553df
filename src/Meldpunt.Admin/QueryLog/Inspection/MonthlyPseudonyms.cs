using Meldpunt.Admin.Keys;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.QueryLog.Inspection;

/// <summary>The pseudonyms of one person, under the key of every month that has one.</summary>
internal static class MonthlyPseudonyms
{
    /// <summary>Makes them; this month's key is made when there is none yet.</summary>
    public static Dictionary<CalendarMonth, byte[]> Of(MonthKeys keys, PersonDetails person, CalendarMonth thisMonth)
    {
        _ = keys.GetOrCreate(thisMonth);
        var pseudonyms = new Dictionary<CalendarMonth, byte[]>();
        foreach (var month in keys.Months())
        {
            var pseudonym = new byte[SubjectPseudonym.SizeBytes];
            if (keys.TryUse(month, key => SubjectPseudonym.Write(key, person, pseudonym)))
            {
                pseudonyms[month] = pseudonym;
            }
        }

        return pseudonyms;
    }
}
