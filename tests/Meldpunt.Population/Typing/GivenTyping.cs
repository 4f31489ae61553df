using Meldpunt.Population.Likeness;
using Meldpunt.Population.People;
using Meldpunt.Population.Randomness;

namespace Meldpunt.Population.Typing;

/// <summary>The given names: how many are given, by which name, and what goes wrong.</summary>
internal static class GivenTyping
{
    // Of those with several given names; fewer than are registered is no difference with a label, for the first is still there.
    private const double AllNames = 0.35;
    private const double FirstAndInitials = 0.1;

    public static void Type(Draft draft, Person person, DifferenceRates rates, SeededRandom random)
    {
        if (draft.Channel is not Channel.Typed)
        {
            // A document has them all, or as many as whoever reads it over has patience for.
            draft.Given.AddRange(person.Given.Take(random.Chance(0.5) ? person.Given.Count : 1));
            draft.FirstNames = string.Join(' ', draft.Given);
            return;
        }

        if (random.Chance(rates.InitialOnly))
        {
            Initials(draft, person, random);
            return;
        }

        draft.Given.Add(Called(draft, person, rates, random));
        AddOthers(draft, person, random);
        if (random.Chance(rates.FirstTypo))
        {
            Slip(draft, random);
        }

        draft.FirstNames = string.Join(' ', draft.Given.Select((name, index) => name.Length == 1 && index > 0 ? name + "." : name));
        Swap(draft, rates, random);
    }

    private static void Slip(Draft draft, SeededRandom random)
    {
        var slipped = Slips.In(draft.Given[0], random);
        if (!string.Equals(slipped, draft.Given[0], StringComparison.Ordinal))
        {
            draft.Given[0] = slipped;
            draft.Differences.Add(Difference.FirstTypo);
        }
    }

    private static string Called(Draft draft, Person person, DifferenceRates rates, SeededRandom random)
    {
        var first = person.Given[0];
        var calling = NameFamilies.CallingNames(first, person.Female);
        if (calling.Count > 0 && random.Chance(rates.Nickname))
        {
            draft.Differences.Add(Difference.Nickname);
            // The first in the list are the usual ones.
            return calling[Math.Min(random.Below(calling.Count), random.Below(calling.Count))];
        }

        var spellings = NameFamilies.OtherSpellings(first);
        if (spellings.Count > 0 && random.Chance(rates.FirstVariant))
        {
            draft.Differences.Add(Difference.FirstVariant);
            return random.Pick(spellings);
        }

        if (person.Given.Count > 1 && random.Chance(rates.SecondGiven))
        {
            draft.Differences.Add(Difference.SecondGiven);
            return person.Given[1];
        }

        return first;
    }

    private static void AddOthers(Draft draft, Person person, SeededRandom random)
    {
        var others = person.Given.Count - 1;
        if (others == 0 || draft.Differences.Contains(Difference.Nickname) || draft.Differences.Contains(Difference.SecondGiven))
        {
            return;
        }

        if (random.Chance(AllNames))
        {
            draft.Given.AddRange(person.Given.Skip(1));
        }
        else if (random.Chance(FirstAndInitials))
        {
            draft.Given.AddRange(person.Given.Skip(1).Select(name => name[..1]));
        }
    }

    private static void Initials(Draft draft, Person person, SeededRandom random)
    {
        draft.InitialsOnly = true;
        draft.Differences.Add(Difference.InitialOnly);
        draft.Given.AddRange(person.Given.Take(random.Chance(0.5) ? person.Given.Count : 1).Select(name => name[..1]));
        draft.FirstNames = random.Below(10) switch
        {
            0 => string.Concat(draft.Given),
            1 or 2 => string.Join(' ', draft.Given),
            3 => string.Join(". ", draft.Given) + ".",
            _ => string.Concat(draft.Given.Select(initial => initial + ".")),
        };
    }

    // The two fields of the form mixed up; a prefix goes with the surname or gets lost.
    private static void Swap(Draft draft, DifferenceRates rates, SeededRandom random)
    {
        if (!random.Chance(rates.SwappedNames))
        {
            return;
        }

        var surname = draft.Surname;
        draft.Surname = draft.FirstNames!;
        draft.FirstNames = draft.Prefix is not null && random.Chance(0.5) ? $"{draft.Prefix} {surname}" : surname;
        draft.Prefix = null;
        draft.Differences.Add(Difference.SwappedNames);
    }
}
