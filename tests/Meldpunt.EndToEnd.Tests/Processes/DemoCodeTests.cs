using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary>The demo says which code the app would show; nothing else ever does.</summary>
public sealed partial class DemoCodeTests
{
    private const string Code = "data-demo-code=\"(?<value>[0-9]{6})\"";

    [Fact]
    public async Task In_the_demo_one_signs_in_with_the_code_that_the_page_tells()
    {
        using var folder = new TemporaryFolder();
        using var demo = await Demo.StartAsync(folder.Path);
        using var client = Client(demo.Secrets["basis"]!.GetValue<string>());
        var account = AuditorOf(demo);
        var response = await SignInAsync(client, "toezicht", account["wachtwoord"]!.GetValue<string>());

        // The half minute may end between reading the page and typing the code.
        for (var attempt = 0; attempt < 2 && response.Headers.Location?.ToString() is not "/logboek"; attempt++)
        {
            var page = await ReadAsync(client, "/aanmelden/code");
            response = await PostAsync(client, "/aanmelden/code", page, ("code", DemoCode().Match(page).Groups["value"].Value));
        }

        Assert.Equal("/logboek", response.Headers.Location?.ToString());
        Assert.Matches("^[A-Z2-7]{32}$", account["totp"]!.GetValue<string>());
        Assert.All(demo.Secrets["accounts"]!.AsArray(), one => Assert.Equal(one!["rol"]!.GetValue<string>() is not "poort", one["totp"] is not null));
    }

    [Fact]
    public async Task Serving_the_folder_of_a_demo_tells_no_code()
    {
        using var folder = new TemporaryFolder();
        string password;
        using (var demo = await Demo.StartAsync(folder.Path))
        {
            password = AuditorOf(demo)["wachtwoord"]!.GetValue<string>();
        }

        using var process = MeldpuntProcess.Start("serve", "--data", folder.Path, "--port", "0");
        await process.WaitForAsync("luistert op");
        using var client = Client(Address().Match(process.Output).Value);
        var response = await SignInAsync(client, "toezicht", password);
        var page = await ReadAsync(client, "/aanmelden/code");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Contains("name=\"code\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("demo", page, StringComparison.OrdinalIgnoreCase);
    }

    private static JsonNode AuditorOf(Demo demo) =>
        demo.Secrets["accounts"]!.AsArray().Single(account => account!["gebruikersnaam"]!.GetValue<string>() is "toezicht")!;

    private static HttpClient Client(string address) => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };

    private static async Task<HttpResponseMessage> SignInAsync(HttpClient client, string userName, string password) =>
        await PostAsync(client, "/aanmelden", await ReadAsync(client, "/aanmelden"), ("gebruikersnaam", userName), ("wachtwoord", password));

    private static Task<string> ReadAsync(HttpClient client, string path) =>
        client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string path, string page, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields
            .Append(("__RequestVerificationToken", FormToken().Match(page).Groups["value"].Value))
            .Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        return await client.PostAsync(new Uri(path, UriKind.Relative), form, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex(Code, RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex DemoCode();

    [GeneratedRegex("http://[0-9.:]+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Address();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex FormToken();
}
