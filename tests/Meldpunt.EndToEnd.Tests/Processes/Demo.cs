using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary>A running demo in its folder, spoken to over HTTP with the tokens of demo.json.</summary>
public sealed class Demo : IDisposable
{
    public const string Known = """{"achternaam":"de Vries","voornamen":"Jan Willem","geboortedatum":"1984-03-12"}""";
    public const string Unknown = """{"achternaam":"Zonderland","voornamen":"Maria","geboortedatum":"1990-05-01"}""";

    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(10) };

    private Demo(MeldpuntProcess process, JsonObject secrets)
    {
        Process = process;
        Secrets = secrets;
        _client.BaseAddress = new Uri(secrets["basis"]!.GetValue<string>());
    }

    public MeldpuntProcess Process { get; }

    /// <summary>demo.json.</summary>
    public JsonObject Secrets { get; }

    public static async Task<Demo> StartAsync(string folder, params string[] more)
    {
        var process = MeldpuntProcess.Start(["demo", "--data", folder, "--port", "0", "--no-browser", .. more]);
        await process.WaitForAsync("Probeer dit");
        return await JoinAsync(folder, process);
    }

    /// <summary>Speaks to a demo that runs already.</summary>
    public static async Task<Demo> JoinAsync(string folder, MeldpuntProcess process) =>
        new(process, JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "demo.json"), TestContext.Current.CancellationToken))!.AsObject());

    public string Token(string role) => Secrets["tokens"]![role]!.GetValue<string>();

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? role, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (role is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token(role));
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> AskAsync(string person) => SendAsync(HttpMethod.Post, "/v1/bevragingen", "poort", person);

    public static async Task<JsonObject> JsonAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject();

    /// <summary>Every row of the log, as the shell writes it.</summary>
    public static IReadOnlyList<JsonObject> ExportLog(string folder)
    {
        var (exitCode, output, error) = MeldpuntProcess.Run(["logboek", "exporteer", "--data", folder, "--json"]);
        Assert.True(exitCode == 0, error);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
    }

    public void Dispose()
    {
        Process.Dispose();
        _client.Dispose();
    }
}
