using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.EndToEnd.Tests.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser;

public sealed class UnidentifiedPageTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    private const string Canary = "KanarieInDeCamera";

    // What a camera that was held on its side writes: turn me a quarter to the right.
    private static readonly byte[] Sideways = HandMadeJpeg.Make(
        6, 3, [HandMadeJpeg.Segment(0xE1, [.. "Exif\0\0MM\0*\0\0\0\b\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0\u0006\0\0\0\0\0\0"u8, .. "KanarieInDeCamera"u8])]);

    private const string PixelsOf =
        """
        async (address) => {
          const img = new Image();
          img.src = address;
          await img.decode();
          const canvas = document.createElement('canvas');
          canvas.width = img.naturalWidth;
          canvas.height = img.naturalHeight;
          const pen = canvas.getContext('2d');
          pen.drawImage(img, 0, 0);
          return [canvas.width, canvas.height, ...pen.getImageData(0, 0, canvas.width, canvas.height).data].join(' ');
        }
        """;

    [Fact]
    public async Task A_desk_records_somebody_with_images_that_stand_upright_and_tell_nothing()
    {
        var page = await OpenAsync("veiligheid");
        await page.GotoAsync("/onbekenden");
        await page.ClickAsync("text=Leg een onbekende vast");
        await FillAsync(page);
        await page.SetInputFilesAsync("#beeld", [File("a.jpg", Sideways), File("b.png", HandMadePng.Make(30, 20))]);
        await Expect(page.Locator("[data-beelden-klaar]")).ToHaveTextAsync("De beelden zijn klaar.");
        await page.ClickAsync("main form button");

        await Expect(page.Locator(".notice--done")).ToContainTextAsync("De persoon is vastgelegd.");
        await UnidentifiedPage.SeeImagesAsync(page);
        var sizes = await page.EvaluateAsync<int[]>("() => [...document.images].flatMap((img) => [img.naturalWidth, img.naturalHeight])");
        Assert.Equal([24, 48, 30, 20], sizes);
        Assert.Empty(await FilesWithCanaryAsync(page));
    }

    [Fact]
    public async Task Without_script_the_file_goes_as_it_is_and_what_is_kept_of_it_has_the_same_pixels()
    {
        var page = await OpenAsync("veiligheid", new BrowserNewContextOptions { JavaScriptEnabled = false });
        await page.GotoAsync("/onbekenden/nieuw");
        await Expect(page.Locator("main")).ToContainTextAsync("Zonder JavaScript kan een foto op zijn kant komen te liggen.");
        byte[][] files =
        [
            HandMadeJpeg.Make(6, 3, [HandMadeJpeg.Segment(0xFE, "KanarieInDeCamera"u8)]),
            HandMadeJpeg.Make(6, 3, [HandMadeJpeg.Segment(0xE0, "JFIF\0\u0001\u0001\u0001\0H\0H\0\0"u8), HandMadeJpeg.Segment(0xEE, "Adobe\0d\0\0\0\0\u0001"u8)]),
            HandMadePng.Make(30, 20, [HandMadePng.Chunk("gAMA", [0, 0, 0xB1, 0x8F]), HandMadePng.Chunk("iTXt", "KanarieInDeCamera"u8)]),
            Sideways,
        ];
        await FillAsync(page);
        await page.SetInputFilesAsync("#beeld", [File("a.jpg", files[0]), File("a.jpg", files[1]), File("b.png", files[2]), File("c", Sideways)]);
        await page.ClickAsync("main form button");
        await Expect(page.Locator(".notice--done")).ToContainTextAsync("De persoon is vastgelegd.");
        var address = page.Url.Split('?')[0];

        var reader = await OpenAsync("veiligheid-oost");
        await reader.GotoAsync(address);
        await UnidentifiedPage.SeeImagesAsync(reader);
        var kept = await reader.EvaluateAsync<string[]>("() => [...document.images].map((img) => img.src)");
        Assert.Equal(files.Length, kept.Length);
        for (var number = 0; number < files.Length - 1; number++)
        {
            var original = $"data:image/{(number == 2 ? "png" : "jpeg")};base64,{Convert.ToBase64String(files[number])}";
            Assert.Equal(await reader.EvaluateAsync<string>(PixelsOf, original), await reader.EvaluateAsync<string>(PixelsOf, kept[number]));
        }

        Assert.StartsWith("48 24 ", await reader.EvaluateAsync<string>(PixelsOf, kept[^1]), StringComparison.Ordinal);
        Assert.Empty(await FilesWithCanaryAsync(reader));
    }

    [Fact]
    public async Task Every_fault_stands_at_its_field_and_an_image_that_is_none_is_named_by_its_number()
    {
        var page = await OpenAsync("veiligheid");
        await UnidentifiedPage.FailToMakeAsync(page, Site);

        await Expect(page.Locator(".notice--fault a")).ToHaveCountAsync(8);
        await Expect(page.Locator("#beeld-fout")).ToContainTextAsync("Beeld 1: Dit is geen JPEG en geen PNG");
        await Expect(page.Locator("#plaats")).ToHaveValueAsync("Dek 3");
        await Expect(page.Locator(".notice--fault")).ToContainTextAsync("Kies de beelden daarna opnieuw");
        foreach (var link in await page.Locator(".notice--fault a").AllAsync())
        {
            var target = (await link.GetAttributeAsync("href"))![1..];
            await link.ClickAsync();
            await Expect(page.Locator($"[id='{target}']")).ToBeFocusedAsync();
        }
    }

    [Fact]
    public async Task Another_garage_sees_whom_to_call_and_can_change_nothing()
    {
        var person = await UnidentifiedPage.MakeAsync(Site);
        var page = await OpenAsync("veiligheid-oost");
        await page.GotoAsync($"/onbekenden/{person.Id}");

        await Expect(page.Locator("main")).ToContainTextAsync("Herkent u deze persoon? Bel de veiligheidsafdeling van");
        await Expect(page.Locator("main a[href^='tel:']")).ToBeVisibleAsync();
        await Expect(page.Locator("main form")).ToHaveCountAsync(0);
        await Expect(page.Locator("main")).Not.ToContainTextAsync("De schade is groot");
        var answer = await page.GotoAsync($"/onbekenden/{person.Id}/herkenning");
        Assert.Equal(404, answer!.Status);
    }

    [Fact]
    public async Task The_own_desk_adds_and_removes_images_and_withdraws()
    {
        var person = await UnidentifiedPage.MakeAsync(Site);
        var page = await OpenAsync("veiligheid");
        await page.GotoAsync($"/onbekenden/{person.Id}");
        await page.ClickAsync("text=Verwijder beeld 1");
        await Expect(page.Locator(".pictures li")).ToHaveCountAsync(1);
        await page.SetInputFilesAsync("#beeld", [File("a.png", HandMadePng.Make(9, 9)), File("b.png", HandMadePng.Make(8, 8))]);
        await Expect(page.Locator("[data-beelden-klaar]")).ToHaveTextAsync("De beelden zijn klaar.");
        await page.ClickAsync("text=Voeg toe");
        await Expect(page.Locator(".pictures li")).ToHaveCountAsync(3);
        await page.ClickAsync("text=Trek in en wis");
        await Expect(page.Locator("#grond-fout")).ToBeVisibleAsync();
        await page.CheckAsync("input[value=nietMeerNodig]");
        await page.ClickAsync("text=Trek in en wis");

        await Expect(page.Locator(".notice--done")).ToContainTextAsync("zijn gewist");
        Assert.Equal(404, (await page.GotoAsync($"/onbekenden/{person.Id}"))!.Status);
    }

    [Fact]
    public async Task Somebody_who_is_known_now_is_registered_from_what_is_known_already()
    {
        var person = await UnidentifiedPage.MakeAsync(Site);
        var page = await OpenAsync("veiligheid");
        await page.GotoAsync($"/onbekenden/{person.Id}");
        await page.ClickAsync("text=Registreer deze persoon");
        await page.FillAsync("[id='persoon.achternaam']", "Herkenrode");
        await page.FillAsync("[id='persoon.voornamen']", "Walewijn");
        await page.FillAsync("[id='persoon.geboortedatum']", "4-5-1991");
        await page.CheckAsync("input[value=waarschuwing]");
        await page.CheckAsync("input[name='criteria.strafbaarFeit'][value=nee]");
        await page.CheckAsync("input[name='criteria.aangifteGedaan'][value=nee]");
        await page.CheckAsync("input[value=uitgereikt]");
        await page.FillAsync("[id='criteria.mededeling.datum']", DutchCalendar.Today(TimeProvider.System).ToString("d-M-yyyy", System.Globalization.CultureInfo.InvariantCulture));
        await page.ClickAsync("main form button");

        await Expect(page.Locator("main")).ToContainTextAsync("Herkenrode, Walewijn");
        Assert.Equal(404, (await page.GotoAsync($"/onbekenden/{person.Id}"))!.Status);
        var gate = new GatePage(await OpenAsync("poort"));
        await gate.GoAsync();
        await gate.AskAsync(("Herkenrode", "Walewijn", "4 mei 1991"));
        await gate.ExpectAsync("match");
    }

    private static FilePayload File(string name, byte[] bytes) => new() { Name = name, MimeType = "image/jpeg", Buffer = bytes };

    private static async Task FillAsync(IPage page)
    {
        var today = DutchCalendar.Today(TimeProvider.System);
        await page.FillAsync("#beschrijving", "Vrouw met een groene muts; sloeg een slagboom krom.");
        await page.FillAsync("#plaats", "Ingang 2");
        await page.FillAsync("#incidentdatum", UnidentifiedPage.Day(today.AddDays(-1)));
        await page.FillAsync("#tijd", "9.05");
        await page.FillAsync("#afweging", "Herhaalde schade.");
        await page.CheckAsync("input[name=bewijsInDossier][value=ja]");
        await page.FillAsync("#dossierkenmerk", "D-9");
        await page.FillAsync("#einddatum", UnidentifiedPage.Day(today.AddMonths(3)));
    }

    private static async Task<string[]> FilesWithCanaryAsync(IPage page) => await page.EvaluateAsync<string[]>(
        """
        async (canary) => {
          const found = [];
          for (const img of document.images) {
            const text = new TextDecoder('latin1').decode(await (await fetch(img.src)).arrayBuffer());
            if (text.includes(canary)) { found.push(img.src); }
          }
          return found;
        }
        """,
        Canary);
}
