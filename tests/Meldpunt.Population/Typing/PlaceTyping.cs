using Meldpunt.Population.People;
using Meldpunt.Population.Randomness;

namespace Meldpunt.Population.Typing;

/// <summary>The birthplace; at most one thing goes wrong.</summary>
internal static class PlaceTyping
{
    // A document prints it; now and then nobody takes it over.
    private const double MissingOnPrinted = 0.075;

    public static void Type(Draft draft, Place place, DifferenceRates rates, SeededRandom random)
    {
        var byHand = draft.Channel is Channel.Typed;
        var missing = byHand ? rates.BirthplaceMissing : Math.Min(rates.BirthplaceMissing, MissingOnPrinted);
        if (draft.Channel is Channel.Mrz || random.Chance(missing))
        {
            draft.Differences.Add(Difference.BirthplaceMissing);
            return;
        }

        draft.Birthplace = place.Name;
        if (!byHand)
        {
            return;
        }

        if (place.Variants.Count + place.Districts.Count > 0 && random.Chance(rates.BirthplaceVariant))
        {
            var district = place.Districts.Count > 0 && (place.Variants.Count == 0 || random.Chance(0.15));
            Set(draft, Difference.BirthplaceVariant, random.Pick(district ? place.Districts : place.Variants));
        }
        else if (random.Chance(rates.BirthplaceWrong))
        {
            Set(draft, Difference.BirthplaceWrong, Wrong(place, random));
        }
        else if (random.Chance(rates.BirthplaceTypo))
        {
            Set(draft, Difference.BirthplaceTypo, Slips.In(place.Name, random));
        }
    }

    // The country for the place, or the town where somebody lives.
    private static string Wrong(Place place, SeededRandom random) =>
        place.Country is not null && random.Chance(0.5) ? place.Country : Places.Dutch.Draw(random).Name;

    private static void Set(Draft draft, string difference, string text)
    {
        if (!string.Equals(draft.Birthplace, text, StringComparison.Ordinal))
        {
            draft.Birthplace = text;
            draft.Differences.Add(difference);
        }
    }
}
