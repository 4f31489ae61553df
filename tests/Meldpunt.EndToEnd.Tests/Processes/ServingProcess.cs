using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary>A program that serves, and a gate that speaks to it.</summary>
internal sealed class ServingProcess : IDisposable
{
    private readonly HttpClient _client;

    public ServingProcess(MeldpuntProcess process, string address, string token)
        : this(process, token) => _client.BaseAddress = new Uri(address);

    /// <summary>One that does not listen yet.</summary>
    public ServingProcess(MeldpuntProcess process, string token)
    {
        Process = process;
        _client = new HttpClient { Timeout = TimeSpan.FromSeconds(40) };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public MeldpuntProcess Process { get; }

    /// <summary>Waits until it listens, and speaks to it from then on.</summary>
    public async Task ListensAsync()
    {
        await Process.WaitForAsync("luistert op");
        _client.BaseAddress = new Uri(Process.Output.Split("luistert op ")[1].Split('\n')[0].Trim());
    }

    public async Task<HttpResponseMessage> AskAsync(string person)
    {
        using var content = new StringContent(person, Encoding.UTF8, "application/json");
        return await _client.PostAsync(new Uri("/v1/bevragingen", UriKind.Relative), content, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> ReadAsync(string path) => _client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    /// <summary>What <c>/readyz</c> says of one part, or of all of it: <c>gereed</c>.</summary>
    public async Task<bool> IsWellAsync(string part = "gereed")
    {
        using var answer = await ReadAsync("/readyz");
        return (await JsonAsync(answer))[part]!.GetValue<bool>();
    }

    /// <summary>Asks one after the other until told to stop or the program is gone, and has an oracle remember what was answered.</summary>
    public async Task AskUntilAsync(LogOracle oracle, CancellationToken stop)
    {
        try
        {
            for (var number = 0; !stop.IsCancellationRequested; number++)
            {
                using var answer = await AskAsync(number % 3 == 0 ? ServedFolder.Known : ServedFolder.Unknown);
                if (answer.StatusCode == System.Net.HttpStatusCode.Created)
                {
                    oracle.Remember(await JsonAsync(answer));
                }
                else
                {
                    oracle.RememberRefusal();
                }
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // It is gone; this query got no answer, and nobody may count on it.
        }
    }

    public static async Task<JsonObject> JsonAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject();

    public void Dispose()
    {
        Process.Dispose();
        _client.Dispose();
    }
}
