using System.Net;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Desk;

/// <summary>The letters of protocol article 9.1, sentence by sentence, in both languages.</summary>
public sealed class LetterTests(LetterHouse house) : IClassFixture<LetterHouse>
{
    // What the articles ask for, and the words that say it in Dutch and in English.
    public static TheoryData<string, string, string> Sentences => new()
    {
        { "5.1 the purpose", "om overlast en criminaliteit in parkeergarages te voorkomen en te bestrijden", "to prevent and combat nuisance and crime in parking garages" },
        { "AVG 13 the ground", "gerechtvaardigd belang", "legitimate interest" },
        { "AVG 13 who answers for it", "Verantwoordelijk zijn het samenwerkingsverband van de deelnemers en De Leeuw", "The controllers are the consortium of the participants and De Leeuw" },
        { "5.2 a-c the name", "Achternaam Briefman Voorvoegsel van den Voornamen Jan Willem", "Surname Briefman Prefix van den First names Jan Willem" },
        { "5.2 d the birth date", "Geboortedatum 12 maart 1984", "Date of birth 12 March 1984" },
        { "5.2 e the birthplace", "Geboorteplaats Utrecht", "Place of birth Utrecht" },
        { "5.2 f the address", "adres Lijnbaansgracht 12", "address Lijnbaansgracht 12" },
        { "5.2 g the postcode", "Postcode 1016 KS", "Postcode 1016 KS" },
        { "5.2 h first and last day", "Ingangsdatum en einddatum 21 oktober 2026 – 21 oktober 2027", "First and last day 21 October 2026 – 21 October 2027" },
        { "5.2 i the participant", "Opgelegd door De Leeuw", "Imposed by De Leeuw" },
        { "5.2 j, k a trespass", "Datum huisvredebreuk geen Vastgesteld door geen", "Date of trespass none Found by none" },
        { "9.3 where the data come from", "De gegevens over uw persoon komen van uzelf", "The data on your person come from yourself" },
        { "5.3 the gate sees no more than match or no match", "ziet alleen of er een match is: geen gegevens en geen reden", "sees only whether there is a match: no data and no reason" },
        { "5.3 other desks see something after a match only", "van een andere deelnemer ziet alleen na een match iets", "of another participant sees something only after a match" },
        { "5.3 nobody else sees anything", "Buiten de deelnemers heeft niemand toegang", "Nobody outside the participants has access" },
        { "3.2 every query is recorded", "elke bevraging wordt vastgelegd", "every query is recorded" },
        { "AVG 22 a match is a lead and no decision", "Een match is een aanwijzing en geen besluit: een mens", "A match is a lead and not a decision: a human" },
        { "5.5 how long", "Tot en met 21 oktober 2027. Daarna geven uw gegevens geen match meer en worden zij gewist", "Up to and including 21 October 2027. After that your data give no match and are erased" },
        { "5.5 a new incident", "nooit later dan twaalf maanden na dat incident", "never later than twelve months after that incident" },
        { "9.2 the protocol", "U kunt het protocol opvragen bij ons en bij het samenwerkingsverband", "You can ask us and the consortium for the protocol" },
        { "9.3 access, in writing", "U kunt ons of het samenwerkingsverband schriftelijk vragen of en welke gegevens", "You can ask us or the consortium in writing whether and which data" },
        { "9.3 who asks identifies himself", "U moet zich legitimeren", "You must identify yourself" },
        { "9.3 within four weeks", "Binnen vier weken krijgt u schriftelijk antwoord: een volledig overzicht, het doel", "Within four weeks you receive an answer in writing: a complete overview, the purpose" },
        { "9.4 correct, complete, erase, restrict", "te verbeteren, aan te vullen, te verwijderen of af te schermen", "corrected, completed, erased or restricted" },
        { "9.4 the request says the changes", "Schrijf welke wijziging u wilt", "Write which change you want" },
        { "9.4 within four weeks, with reasons", "Binnen vier weken hoort u schriftelijk of wij dat doen; een weigering krijgt u met redenen", "Within four weeks you hear in writing whether we do so; a refusal comes with reasons" },
        { "9.5 whoever received the data hears of it", "dan vertellen wij dat aan wie de gegevens eerder kreeg", "we tell whoever received the data before" },
        { "9.6 objection, at any time", "U kunt altijd bezwaar (verzet) maken vanwege uw bijzondere persoonlijke omstandigheden", "You can object at any time because of your particular personal circumstances" },
        { "9.6 judged within four weeks, ended at once", "Binnen vier weken beoordelen wij of het terecht is; dan stoppen wij meteen", "Within four weeks we judge whether the objection is justified; if so, we stop at once" },
        { "AVG 18 restriction while it is judged", "de poort krijgt dan geen match", "the gate then gets no match" },
        { "9.7 the court", "binnen zes weken de rechtbank schriftelijk vragen anders te beslissen", "ask the district court in writing, within six weeks, to decide otherwise" },
        { "9.7 the Autoriteit Persoonsgegevens mediates or advises", "Binnen zes weken na een beslissing kunt u haar vragen te bemiddelen of te adviseren", "Within six weeks after a decision you can ask it to mediate or advise" },
        { "AVG 77 a complaint", "Een klacht indienen kan altijd. Postbus 93374, 2509 AJ Den Haag", "You can always lodge a complaint. Postbus 93374, 2509 AJ Den Haag" },
        { "10.1 to the participant first, which has four weeks", "Reageren wij niet binnen vier weken of bent u niet tevreden", "If we do not answer within four weeks or you are not satisfied" },
        { "10.1 then the committee, within six weeks", "binnen zes weken in beroep bij de onafhankelijke Commissie van Beroep", "appeal within six weeks to the independent Commissie van Beroep" },
        { "10.1 witnesses and experts", "U mag getuigen en deskundigen meebrengen", "You may bring witnesses and experts" },
        { "10.1 its ruling binds", "De uitspraak bindt ons", "Its ruling binds us" },
        { "5.2.4 where to object", "Schrijf of bel de veiligheidsafdeling van De Leeuw, en noem het kenmerk D-2026-17", "Write to or call the security desk of De Leeuw, and give the reference D-2026-17" },
        { "5.2.4 the desk's telephone", "Telefoon +31 20 555 0101", "Telephone +31 20 555 0101" },
    };

    [Theory]
    [MemberData(nameof(Sentences))]
    public async Task Each_letter_says_what_the_protocol_asks(string article, string dutch, string english)
    {
        foreach (var (id, kind) in house.Letters)
        {
            Assert.True((await LetterAsync(id, kind, "nl")).Contains(dutch, StringComparison.OrdinalIgnoreCase), $"{article}: {kind}");
            Assert.True((await LetterAsync(id, kind, "en")).Contains(english, StringComparison.OrdinalIgnoreCase), $"{article}: {kind}, in English");
        }
    }

    [Fact]
    public async Task A_warning_letter_says_what_was_decided_from_when_until_when_and_what_a_second_incident_means()
    {
        var letter = await LetterAsync(house.Warning, "waarschuwing", "nl");

        Assert.Contains("Op 21 oktober 2026 heeft u overlast veroorzaakt in een parkeergarage van De Leeuw.", letter, StringComparison.Ordinal);
        Assert.Contains("Daarom krijgt u van ons een waarschuwing. Zij geldt van 21 oktober 2026 tot en met 21 oktober 2027.", letter, StringComparison.Ordinal);
        Assert.Contains("Veroorzaakt u binnen twaalf maanden weer overlast bij een deelnemer, dan kunt u een toegangsverbod krijgen", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("aangifte gedaan bij de politie", letter, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ban_letter_says_which_garages_from_when_until_when_and_what_coming_in_means()
    {
        var letter = await LetterAsync(house.Ban, "toegangsverbod", "nl");

        Assert.Contains("heeft u, naar ons oordeel, een strafbaar feit gepleegd", letter, StringComparison.Ordinal);
        Assert.Contains("Daarvan is aangifte gedaan bij de politie.", letter, StringComparison.Ordinal);
        Assert.Contains("Daarom mag u van 21 oktober 2026 tot en met 21 oktober 2027 niet komen in de parkeergarages", letter, StringComparison.Ordinal);
        Assert.Contains("De deelnemers zijn nu: De Leeuw, Haven.", letter, StringComparison.Ordinal);
        Assert.Contains("huisvredebreuk zijn (artikel 138 van het Wetboek van Strafrecht)", letter, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ban_letter_names_the_participants_that_take_part_today_only()
    {
        var installation = house.Desk.House.Installation;
        await installation.Participants.JoinAsync(Admin.Access.Caller.CommandLine, "Zonder papieren", "020 555 0199", ["Inrit"]);
        installation.Directory.Refresh();

        Assert.DoesNotContain("Zonder papieren", await LetterAsync(house.Ban, "toegangsverbod", "nl"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_permit_of_before_there_were_permits_here_has_no_number_to_print()
    {
        var with = await LetterAsync(house.Ban, "toegangsverbod", "nl");
        var (installation, lion) = (house.Desk.House.Installation, house.Desk.House.Lion);
        await PermitAsync(Admin.Participants.ParticipantPermit.TakenOver);
        var without = await LetterAsync(house.Ban, "toegangsverbod", "nl");
        await PermitAsync(lion.PermitNumber!);

        Assert.Contains(lion.PermitNumber!, with, StringComparison.Ordinal);
        Assert.DoesNotContain(lion.PermitNumber!, without, StringComparison.Ordinal);
        Assert.DoesNotContain("overgenomen", without, StringComparison.OrdinalIgnoreCase);

        async Task PermitAsync(string number)
        {
            await installation.Participants.PermitAsync(
                Admin.Access.Caller.CommandLine, lion.Id, new Admin.Participants.ParticipantPermit(number, lion.PermitUntil!.Value.AddYears(-1), lion.PermitUntil.Value));
            installation.Directory.Refresh();
        }
    }

    [Fact]
    public async Task A_letter_tells_of_a_trespass_and_who_found_it()
    {
        var id = await house.Desk.ConfirmedBanAsync("Breuker");
        await DeskHouse.DoAsync(
            house.Desk.Officer, id, "incident", 2, ("soort", "huisvredebreuk"), ("datum", "3-11-2026"), ("dossierkenmerk", "D-9"), ("geconstateerdDoor", "Parkwacht BV"), ("aangifteGedaan", "nee"));

        Assert.Contains("Datum huisvredebreuk 3 november 2026 Vastgesteld door Parkwacht BV", await LetterAsync(id, "toegangsverbod", "nl"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("overlast", "nee", "op 3 november 2026 heeft u overlast veroorzaakt in een parkeergarage. Dat is vastgesteld door Parkwacht BV. U")]
    [InlineData("strafbaarFeit", "ja", "op 3 november 2026 heeft u, naar ons oordeel, een strafbaar feit gepleegd in een parkeergarage. Dat is vastgesteld door Parkwacht BV. Daarvan is aangifte gedaan")]
    [InlineData("huisvredebreuk", "nee", "op 3 november 2026 was u, ondanks het toegangsverbod, in een parkeergarage van een deelnemer. Dat is vastgesteld door Parkwacht BV. U")]
    public async Task A_later_incident_is_told_as_what_it_was_and_the_decision_keeps_the_day_of_its_own(string kind, string reported, string later)
    {
        var id = await house.Desk.ConfirmedBanAsync("Later" + kind);
        await DeskHouse.DoAsync(
            house.Desk.Officer, id, "incident", 2, ("soort", kind), ("datum", "3-11-2026"), ("dossierkenmerk", "D-9"), ("geconstateerdDoor", "Parkwacht BV"), ("aangifteGedaan", reported));

        var letter = await LetterAsync(id, "toegangsverbod", "nl");

        Assert.Contains(
            "Op 21 oktober 2026 heeft u, naar ons oordeel, een strafbaar feit gepleegd in een parkeergarage van De Leeuw. Daarvan is aangifte gedaan bij de politie. Daarom mag u",
            letter, StringComparison.Ordinal);
        Assert.Contains(later, letter, StringComparison.Ordinal);
        Assert.DoesNotContain("3 november 2026 heeft u, naar ons oordeel, een strafbaar feit gepleegd in een parkeergarage van De Leeuw", letter, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_is_addressed_dated_and_signed_by_the_desk()
    {
        var letter = await LetterAsync(house.Warning, "waarschuwing", "nl");

        Assert.Contains("Jan Willem van den Briefman Lijnbaansgracht 12 1016 KS", letter, StringComparison.Ordinal);
        Assert.Contains("Geachte heer of mevrouw Van den Briefman,", letter, StringComparison.Ordinal);
        Assert.Contains("Datum 21 november 2026 Ons kenmerk D-2026-17", letter, StringComparison.Ordinal);
        Assert.Contains("Met vriendelijke groet, Veiligheidsafdeling De Leeuw", letter, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_letter_that_fits_the_entry_comes_first_and_in_Dutch()
    {
        Assert.Contains("Waarschuwing, en opname in het Centraal Meldpunt", await PageAsync($"/registraties/{house.Warning}/brief"), StringComparison.Ordinal);
        Assert.Contains("Toegangsverbod voor parkeergarages, en opname", await PageAsync($"/registraties/{house.Ban}/brief"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?soort=toegangsverbod")]
    [InlineData("?soort=iets")]
    [InlineData("?taal=fr")]
    public async Task A_letter_that_an_entry_has_not_is_not_there(string choice) =>
        Assert.Equal(HttpStatusCode.NotFound, (await house.Desk.Officer.OpenAsync($"/registraties/{house.Warning}/brief{choice}")).StatusCode);

    [Fact]
    public async Task Before_a_second_officer_has_confirmed_there_is_no_letter_and_the_page_says_why()
    {
        var id = await house.Desk.RegisterAsync(Talk.Ban(DeskTalk.Known("Wachter")));

        var page = await PageAsync($"/registraties/{id}/brief");

        Assert.Contains("Een brief kan pas als een tweede functionaris heeft bevestigd", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Geachte", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_desk_of_another_participant_finds_no_letter()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await house.Desk.Stranger.OpenAsync($"/registraties/{house.Warning}/brief")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await house.Desk.Stranger.OpenAsync("/registraties/geen-nummer/brief")).StatusCode);
    }

    private Task<string> LetterAsync(string id, string kind, string language) => PageAsync($"/registraties/{id}/brief?soort={kind}&taal={language}");

    private async Task<string> PageAsync(string path) => DeskTalk.WordsOf(await house.Desk.Officer.ReadAsync(path));
}
