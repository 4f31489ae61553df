using System.Globalization;
using Meldpunt.Population.People;
using Meldpunt.Population.Randomness;

namespace Meldpunt.Population.Typing;

/// <summary>Address and postcode: asked for less often than not, and written in many ways.</summary>
internal static class AddressTyping
{
    private static readonly (string Ending, string Shorter)[] Shortened = [("straat", "str."), ("straat", "str"), ("laan", "ln"), ("plein", "pln")];

    public static void Type(Draft draft, HomeAddress home, DifferenceRates rates, SeededRandom random)
    {
        var missing = draft.Channel switch
        {
            Channel.Viz => Math.Min(1, rates.AddressMissing * 2),
            Channel.Mrz => rates.AddressMissing > 0 ? rates.AddressMissingScanned : 0,
            _ => rates.AddressMissing,
        };
        if (random.Chance(missing))
        {
            draft.Differences.Add(Difference.AddressMissing);
            return;
        }

        if (random.Chance(rates.Moved))
        {
            draft.Differences.Add(Difference.Moved);
            home = Streets.Draw(random);
        }

        if (home.Addition.Length > 0 && random.Chance(rates.AdditionDropped))
        {
            draft.Differences.Add(Difference.AdditionDropped);
            home = home with { Addition = string.Empty };
        }

        Postcode(draft, home, rates, random);
        draft.Address = random.Chance(rates.AddressFormat) ? OtherFormat(draft, home, random) : home.Line;
    }

    private static void Postcode(Draft draft, HomeAddress home, DifferenceRates rates, SeededRandom random)
    {
        if (random.Chance(rates.PostcodeMissing))
        {
            draft.Differences.Add(Difference.PostcodeMissing);
            return;
        }

        var postcode = home.Postcode;
        if (random.Chance(rates.PostcodeTypo))
        {
            draft.Differences.Add(Difference.PostcodeTypo);
            postcode = Slips.Digit(postcode, random);
        }

        // Without the space and in small letters is no difference with a label: every system takes it away.
        draft.Postcode = random.Below(10) switch
        {
            < 4 => postcode,
            < 8 => postcode.Replace(" ", string.Empty, StringComparison.Ordinal),
            _ => Letters.Small(postcode.Replace(" ", string.Empty, StringComparison.Ordinal)),
        };
    }

    private static string OtherFormat(Draft draft, HomeAddress home, SeededRandom random)
    {
        var number = home.Number.ToString(CultureInfo.InvariantCulture);
        var written = (random.Below(10), home.Addition.Length > 0) switch
        {
            // With a postcode the number is enough; so it is asked in many places.
            ( < 4, _) when draft.Postcode is not null => number + home.Addition,
            ( < 6, true) => $"{home.Street} {number}{home.Addition}",
            ( < 8, true) => $"{home.Street} {number}-{home.Addition}",
            _ => $"{Shorter(home.Street, random)} {number}{(home.Addition.Length > 0 ? " " + Letters.Small(home.Addition) : string.Empty)}",
        };
        if (!string.Equals(written, home.Line, StringComparison.Ordinal))
        {
            draft.Differences.Add(Difference.AddressFormat);
        }

        return written;
    }

    private static string Shorter(string street, SeededRandom random)
    {
        var (ending, shorter) = random.Pick(Shortened);
        return street.EndsWith(ending, StringComparison.Ordinal) ? street[..^ending.Length] + shorter : Letters.Small(street);
    }
}
