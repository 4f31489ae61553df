using Meldpunt.Population.People;
using Meldpunt.Population.Randomness;

namespace Meldpunt.Population.Typing;

/// <summary>What stands in the question when this person stands at a gate.</summary>
internal sealed class Typist(DifferenceRates rates)
{
    /// <summary>Draws a channel and makes the differences that belong to it.</summary>
    public Draft Type(Person person, SeededRandom random)
    {
        var draft = new Draft { Channel = DrawChannel(random) };
        if (draft.Channel is Channel.Mrz)
        {
            MachineReadable.Type(draft, person, rates, random);
            draft.Born = person.Born;
        }
        else
        {
            SurnameTyping.Type(draft, person, rates, random);
            GivenTyping.Type(draft, person, rates, random);
            draft.Born = person.Born;
        }

        if (draft.Channel is Channel.Typed)
        {
            DateTyping.Type(draft, person.Born, rates, random);
        }

        PlaceTyping.Type(draft, person.Birthplace, rates, random);
        AddressTyping.Type(draft, person.Home, rates, random);
        if (draft.Channel is Channel.Typed)
        {
            LoseAccents(draft, random);
            ChangeCase(draft, random);
        }

        return draft;
    }

    private string DrawChannel(SeededRandom random)
    {
        var share = random.Below(1_000_000) / 1_000_000.0;
        return share < rates.MrzChannel ? Channel.Mrz : share < rates.MrzChannel + rates.VizChannel ? Channel.Viz : Channel.Typed;
    }

    private void LoseAccents(Draft draft, SeededRandom random)
    {
        if (!random.Chance(rates.Diacritics))
        {
            return;
        }

        if (Letters.HasAccents(draft.Surname) || Letters.HasAccents(draft.FirstNames!) || Letters.HasAccents(draft.Birthplace ?? string.Empty))
        {
            draft.Differences.Add(Difference.Diacritics);
        }

        draft.Surname = Letters.WithoutAccents(draft.Surname);
        draft.FirstNames = Letters.WithoutAccents(draft.FirstNames!);
        draft.Birthplace = draft.Birthplace is null ? null : Letters.WithoutAccents(draft.Birthplace);
    }

    private void ChangeCase(Draft draft, SeededRandom random)
    {
        var share = random.Below(1_000_000) / 1_000_000.0;
        if (share >= rates.Lower + rates.Upper)
        {
            return;
        }

        Func<string, string> change = share < rates.Lower ? Letters.Small : Letters.Capitals;
        draft.Differences.Add(Difference.Case);
        draft.Surname = change(draft.Surname);
        draft.Prefix = draft.Prefix is null ? null : change(draft.Prefix);
        draft.FirstNames = change(draft.FirstNames!);
        draft.Birthplace = draft.Birthplace is null ? null : change(draft.Birthplace);
        draft.Address = draft.Address is null ? null : change(draft.Address);
    }
}
