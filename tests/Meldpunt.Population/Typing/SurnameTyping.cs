using Meldpunt.Population.People;
using Meldpunt.Population.Randomness;

namespace Meldpunt.Population.Typing;

/// <summary>The surname, in the form that the visitor gives it and with what goes wrong in writing it down.</summary>
internal static class SurnameTyping
{
    private static readonly string[] DutchPrefixes = ["van", "van de", "van den", "van der", "de", "den", "ter", "ten"];

    public static void Type(Draft draft, Person person, DifferenceRates rates, SeededRandom random)
    {
        var byHand = draft.Channel is Channel.Typed;
        // On a document the other form of a name is half as frequent, and reading aloud or over makes fewer errors.
        var (partner, form) = Form(draft, person, rates, byHand ? rates.OtherForm : rates.OtherForm / 2, random);
        var (first, second) = Parts(person.Own, partner, form);
        if (byHand)
        {
            if (second is not null && random.Chance(0.5))
            {
                second = second.Value with { Main = Spell(draft, second.Value.Main, rates, random) };
            }
            else
            {
                first = first with { Main = Spell(draft, first.Main, rates, random) };
            }
        }
        else if (random.Chance(rates.SurnameTypo / 3))
        {
            first = first with { Main = Noted(draft, Difference.SurnameTypo, first.Main, Slips.In(first.Main, random)) };
        }

        draft.Surname = second is null ? first.Main : $"{first.Main}-{second.Value.Full}";
        Prefix(draft, first.Prefix, rates, byHand, random);
    }

    /// <summary>The parts of a surname in their order; the second is null when the name is single.</summary>
    public static (FamilyName First, FamilyName? Second) Parts(FamilyName own, FamilyName? partner, SurnameForm form) => (partner, form) switch
    {
        (null, _) or (_, SurnameForm.Own) => (own, null),
        (_, SurnameForm.Partner) => (partner.Value, null),
        (_, SurnameForm.PartnerThenOwn) => (partner.Value, own),
        _ => (own, partner),
    };

    private static (FamilyName? Partner, SurnameForm Form) Form(Draft draft, Person person, DifferenceRates rates, double otherForm, SeededRandom random)
    {
        if (person.Partner is null)
        {
            if (!random.Chance(rates.NewPartner))
            {
                return (null, SurnameForm.Own);
            }

            var partner = PersonMaker.Surname(person.Origin, female: false, random);
            return (partner, Changed(draft, SurnameForm.Own, random.Chance(0.6) ? SurnameForm.Partner : SurnameForm.PartnerThenOwn));
        }

        return (person.Partner, random.Chance(otherForm) ? Changed(draft, person.Form, Other(person.Form, random)) : person.Form);
    }

    private static SurnameForm Other(SurnameForm form, SeededRandom random) => (form, random.Below(100)) switch
    {
        (SurnameForm.Own, < 60) => SurnameForm.PartnerThenOwn,
        (SurnameForm.Own, < 68) => SurnameForm.OwnThenPartner,
        (SurnameForm.Own, _) => SurnameForm.Partner,
        (SurnameForm.Partner, < 45) => SurnameForm.PartnerThenOwn,
        (SurnameForm.Partner, _) => SurnameForm.Own,
        (_, < 50) => SurnameForm.Own,
        (_, < 90) => SurnameForm.Partner,
        (SurnameForm.PartnerThenOwn, _) => SurnameForm.OwnThenPartner,
        _ => SurnameForm.PartnerThenOwn,
    };

    private static SurnameForm Changed(Draft draft, SurnameForm from, SurnameForm to)
    {
        var single = from is SurnameForm.Own or SurnameForm.Partner;
        var becomesSingle = to is SurnameForm.Own or SurnameForm.Partner;
        draft.Differences.Add((single, becomesSingle) switch
        {
            (true, true) => Difference.SurnameChanged,
            (false, false) => Difference.DoubleNameReversed,
            _ => Difference.DoubleNamePart,
        });
        return to;
    }

    private static string Spell(Draft draft, string name, DifferenceRates rates, SeededRandom random)
    {
        if (random.Chance(rates.IjY))
        {
            name = Noted(draft, Difference.IjY, name, Respelling.IjOrY(name));
        }

        if (random.Chance(rates.SurnamePhonetic))
        {
            return Noted(draft, Difference.SurnamePhonetic, name, Respelling.Of(name, random));
        }

        return random.Chance(rates.SurnameTypo) ? Noted(draft, Difference.SurnameTypo, name, Slips.In(name, random)) : name;
    }

    private static void Prefix(Draft draft, string prefix, DifferenceRates rates, bool byHand, SeededRandom random)
    {
        if (prefix.Length == 0)
        {
            return;
        }

        draft.Prefix = prefix;
        // The printed side has the prefix in front of the surname; whoever reads it off puts it there more often than not.
        var inSurname = byHand ? rates.PrefixInSurname : Math.Min(1, rates.PrefixInSurname * 1.8);
        if (random.Chance(inSurname))
        {
            Set(draft, Difference.PrefixInSurname, null, $"{prefix} {draft.Surname}");
        }
        else if (byHand && random.Chance(rates.PrefixOmitted / (1 - inSurname)))
        {
            Set(draft, Difference.PrefixOmitted, null, draft.Surname);
        }
        else if (byHand && random.Chance(rates.PrefixGlued / (1 - inSurname)))
        {
            var glued = prefix.Replace(" ", string.Empty, StringComparison.Ordinal) + Letters.Small(draft.Surname[..1]) + draft.Surname[1..];
            Set(draft, Difference.PrefixGlued, null, Letters.WithCapital(glued));
        }
        else if (byHand && random.Chance(rates.PrefixAbbreviated / (1 - inSurname)))
        {
            var shortened = Abbreviated(prefix, random);
            Set(draft, Difference.PrefixAbbreviated, random.Chance(0.7) ? shortened : null, shortened, draft.Surname);
        }
        else if (byHand && random.Chance(rates.PrefixOther / (1 - inSurname)))
        {
            var other = random.Pick(DutchPrefixes);
            Set(draft, string.Equals(other, prefix, StringComparison.Ordinal) ? null : Difference.PrefixOther, other, draft.Surname);
        }
    }

    private static void Set(Draft draft, string difference, string? prefix, string shortened, string surname) =>
        Set(draft, difference, prefix, prefix is null ? $"{shortened} {surname}" : surname);

    private static void Set(Draft draft, string? difference, string? prefix, string surname)
    {
        draft.Prefix = prefix;
        draft.Surname = surname;
        if (difference is not null)
        {
            draft.Differences.Add(difference);
        }
    }

    // van der: v.d., v/d, vd; de: d.
    private static string Abbreviated(string prefix, SeededRandom random)
    {
        var initials = prefix.Split(' ').Select(word => word.TrimStart('\'')[..1]).ToArray();
        return initials.Length == 1 ? $"{initials[0]}." : random.Below(4) switch
        {
            0 => string.Join('/', initials),
            1 => string.Concat(initials),
            _ => string.Concat(initials.Select(initial => initial + ".")),
        };
    }

    private static string Noted(Draft draft, string difference, string before, string after)
    {
        if (!string.Equals(before, after, StringComparison.Ordinal))
        {
            draft.Differences.Add(difference);
        }

        return after;
    }
}
