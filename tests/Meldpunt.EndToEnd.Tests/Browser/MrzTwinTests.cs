using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Meldpunt.Admin.Persons;
using Meldpunt.EndToEnd.Tests.Browser.Support;
using Meldpunt.Index.Documents;

namespace Meldpunt.EndToEnd.Tests.Browser;

/// <summary>The browser's reader of zones and the server's read alike; only optional data is no fault in the browser, which does not send it.</summary>
public sealed class MrzTwinTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    private const string Letters = "ABINPX0189<< \n\r\té~dz";
    private const int LettersEach = 4;

    private static readonly DateOnly Today = new(2026, 11, 21);

    private static readonly string[] Zones =
    [
        GatePage.RegisteredCard, GatePage.Card, GatePage.Passport, GatePage.Licence,
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
        "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<",
        "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<",
        "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6",
        "I<NLDSPECI20142999999990<<<<<8\n6503101F2403096NLD<<<<<<<<<<<8\nDE<BRUIJN<<WILLEKE<LISELOTTE<<",
        "P<NLDDE<BRUIJN<<WILLEKE<LISELOTTE<<<<<<<<<<<\n<<<<<<<<<<NLD6503101F2403096<<<<<<<<<<<<<<<<",
        "P<NLDDE<BRUIJN<<WILLEKE<LISELOTTE\n<<<<<<<<<<NLD6503101F2403096<<<<<<<<<<<<<<<<",
        "IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<\n8806923102858CORINNE<<<<<<<6512068F6",
        "I<UTO<<<<<<<<<<<<<<<<<<<<<<<<<\n74<<<<9F<<<<<<<UTO<<<<<<<<<<<<\nARKFREITH<<<<<<<<<<<<<<<<<<<<<",
        "",
    ];

    [Fact]
    public async Task Browser_and_server_read_every_zone_alike_whole_or_damaged()
    {
        var page = await OpenAsync("poort");
        await page.GotoAsync("/poort");
        var zones = Zones.Concat(Birthdays()).Concat(Damages()).ToArray();

        var there = await page.EvaluateAsync<string[]>(
            "async ({ zones, today }) => { const { readMrz } = await import('/middelen/mrz.js'); "
            + "return zones.map(zone => JSON.stringify(Object.entries(readMrz(zone, today)).sort())); }",
            new { zones, today = Today.ToString("O", CultureInfo.InvariantCulture) });

        Assert.Equal(zones.Length, there.Length);
        for (var index = 0; index < zones.Length; index++)
        {
            Assert.True(
                JsonNode.DeepEquals(JsonNode.Parse(ReadHere(zones[index])), JsonNode.Parse(there[index])),
                $"{JsonSerializer.Serialize(zones[index])}: here {ReadHere(zones[index])}, there {there[index]}");
        }

        Assert.True(there.Count(reading => reading.Contains("surname", StringComparison.Ordinal)) > 100);
    }

    private static string ReadHere(string zone)
    {
        var faults = new List<MrzFault>();
        var holder = MrzReader.Read(zone, Today, faults);
        if (faults is [MrzFault.OptionalData])
        {
            // Which is no fault there: what would stand in the way is gone when it is blanked, with the digit over the whole made void.
            holder = MrzReader.Read(Blank(zone), Today, []);
        }

        var codes = faults.Where(fault => fault != MrzFault.OptionalData).Select(fault => MrzWords.Of(fault).Code);
        object?[] entries = holder is null
            ? [new object[] { "faults", codes }]
            :
            [
                new object[] { "birthDate", holder.BirthDate.ToString() },
                new object[] { "faults", codes },
                new object[] { "firstNames", holder.FirstNames ?? string.Empty },
                new object[] { "nameMayBeCut", holder.NameMayBeCut },
                new object[] { "surname", holder.Surname },
            ];
        return JsonSerializer.Serialize(entries);
    }

    /// <summary>The same zone without number, optional data and the digits over them.</summary>
    private static string Blank(string zone)
    {
        const int CardLine = 30;
        const int SecondLineOfPassport = 44;
        const int SecondLineOfLargeCard = 36;
        var lines = zone.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var text = string.Concat(lines);
        if (lines.Length == 3 || (lines.Length == 1 && text.Length == 3 * CardLine))
        {
            return $"{text[..5]}{new string('<', 25)}{text[30..48]}{new string('<', 12)}\n{text[60..]}".Insert(30, "\n");
        }

        var length = lines.Length == 2 ? lines[1].Length : text.Length / 2;
        var last = text[^length..];
        var optional = length == SecondLineOfPassport ? 16 : SecondLineOfLargeCard - 28;
        return $"{text[..^length]}\n<<<<<<<<<<{last[10..28]}{new string('<', optional)}";
    }

    private static IEnumerable<string> Birthdays()
    {
        for (var day = new DateOnly(1926, 11, 1); day <= new DateOnly(2027, 1, 31); day = day.AddDays(970))
        {
            var digits = day.ToString("yyMMdd", CultureInfo.InvariantCulture);
            foreach (var field in new[] { digits, digits[..4] + "<<", digits[..2] + "<<<<", digits[..4] + "31", "<<" + digits[2..] })
            {
                for (var checkDigit = 0; checkDigit <= 9; checkDigit++)
                {
                    yield return $"I<UTO<<<<<<<<<<<<<<<<<<<<<<<<<\n{field}{checkDigit}F<<<<<<<UTO<<<<<<<<<<<<\nERIKSSON<<ANNA<MARIA<<<<<<<<<<";
                }
            }
        }
    }

    /// <summary>Every zone broken off, without a character, and with another one, at every place.</summary>
    private static IEnumerable<string> Damages()
    {
        foreach (var zone in Zones)
        {
            for (var position = 0; position < zone.Length; position++)
            {
                yield return zone[..position];
                yield return zone[..position] + zone[(position + 1)..];
                for (var turn = 0; turn < LettersEach; turn++)
                {
                    yield return $"{zone[..position]}{Letters[(position + (turn * LettersEach)) % Letters.Length]}{zone[(position + 1)..]}";
                }
            }
        }
    }
}
