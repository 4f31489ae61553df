using System.Globalization;
using Meldpunt.Index.Names;
using Meldpunt.Population.People;
using Meldpunt.Population.Randomness;
using Meldpunt.Population.Typing;

namespace Meldpunt.Population;

/// <summary>What a security desk writes down of somebody it registers: mostly all, from a document.</summary>
internal static class Registrar
{
    public const string FromForm = "form";
    public const string FromMrz = "mrz";
    public const string FromTyping = "typed";

    private const double MrzShare = 0.05;
    private const double TypedShare = 0.01;
    private const double AllGiven = 0.65;
    private const double BirthplaceUnknown = 0.05;
    private const double AddressUnknown = 0.08;

    // A clerk without the document in hand: a slip in a name, and nothing else wrong.
    private static readonly DifferenceRates Slipping = DifferenceRates.None with { MrzChannel = 0, VizChannel = 0, SurnameTypo = 0.5, FirstTypo = 0.5 };
    private static readonly DifferenceRates Scanning = DifferenceRates.None with { MrzChannel = 1, VizChannel = 0, OtherForm = 0.5 };

    public static GeneratedPerson Register(int number, Person person, SeededRandom random)
    {
        var way = random.Below(1_000) / 1_000.0;
        var (source, names) = way < MrzShare ? (FromMrz, new Typist(Scanning).Type(person, random))
            : way < MrzShare + TypedShare ? (FromTyping, new Typist(Slipping).Type(person, random))
            : (FromForm, FromDocument(person, random));
        var home = random.Chance(AddressUnknown) ? (HomeAddress?)null : person.Home;
        var details = new PersonDetails
        {
            Surname = names.Surname,
            Prefix = names.Prefix,
            FirstNames = names.FirstNames,
            BirthDate = person.Born,
            Birthplace = random.Chance(BirthplaceUnknown) ? null : person.Birthplace.Name,
            Address = home?.Line,
            Postcode = home?.Postcode,
        };
        return new GeneratedPerson(string.Create(CultureInfo.InvariantCulture, $"R{number:000000}"), details, source, person);
    }

    private static Draft FromDocument(Person person, SeededRandom random)
    {
        var (first, second) = SurnameTyping.Parts(person.Own, person.Partner, person.Form);
        return new Draft
        {
            Channel = Channel.Viz,
            Surname = second is null ? first.Main : $"{first.Main}-{second.Value.Full}",
            Prefix = first.Prefix.Length == 0 ? null : first.Prefix,
            FirstNames = string.Join(' ', person.Given.Take(random.Chance(AllGiven) ? person.Given.Count : 1)),
        };
    }
}
