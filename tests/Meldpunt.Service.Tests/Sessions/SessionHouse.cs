using System.Net;
using System.Net.Http.Headers;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Storage;
using Meldpunt.Service.Access;
using Meldpunt.Service.Tests.Houses;
using Meldpunt.Tests;

namespace Meldpunt.Service.Tests.Sessions;

/// <summary>What tests of sessions say and do besides.</summary>
internal static class SessionHouse
{
    public static readonly (string Name, string Value)[] Visitor = [("achternaam", "Visser"), ("voornamen", "Anna"), ("geboortedatum", "12-3-1984")];

    /// <summary>Takes in at once what the store has, as the followers do several times a second.</summary>
    public static void Follow(this TestHouse house)
    {
        house.Installation.Directory.Refresh();
        house.Part<SessionBook>().Refresh();
    }

    /// <summary>The sessions of an account.</summary>
    public static IReadOnlyList<Session> SessionsOf(this TestHouse house, string userName) =>
        house.Installation.Sessions.Of(house.Installation.Accounts.FindByName(userName)!.Id);

    /// <summary>Somebody who copied the cookies of a browser: nothing of theirs is renewed.</summary>
    public static HttpClient Thief(this TestHouse house, string cookies)
    {
        var client = house.Client(account: null);
        if (cookies.Length > 0)
        {
            client.DefaultRequestHeaders.Add("Cookie", cookies);
        }

        return client;
    }

    /// <summary>A change that another process makes, with stores and a writer of its own.</summary>
    public static async Task ElsewhereAsync(this TestHouse house, Func<Elsewhere, Task> change)
    {
        var database = house.Installation.Database;
        await using var writer = new StoreWriter(database);
        var accounts = new AccountStore(database, writer, house.Time);
        var sessions = new SessionStore(database, writer, house.Installation.Acts, house.Time);
        await change(new Elsewhere(writer, accounts, sessions));
    }

    /// <summary>Another account at a gate, with a token that its machine holds.</summary>
    public static async Task<string> AddGateAsync(this TestHouse house, string userName)
    {
        await house.AddAsync(userName, Role.Gate, house.Lion, "Rokin");
        house.Installation.Directory.Refresh();
        return house.Tokens[userName];
    }

    public static bool IsSentToSignIn(this HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.Redirect && response.Headers.Location!.ToString().StartsWith("/aanmelden", StringComparison.Ordinal);

    /// <summary>What the interface answers a browser of our own pages.</summary>
    public static async Task<HttpResponseMessage> AskAsync(this TestHouse house, string cookies, HttpMethod method, string path, string? body = null)
    {
        using var client = house.Thief(cookies);
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (body is not null)
        {
            request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>A new code of an account's app.</summary>
    public static Task<string> CodeAsync(this TestHouse house, string userName) => house.Installation.FreshCodeAsync(userName);
}
