using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Meldpunt.Service.Tests.Houses;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Service.Tests;

/// <summary>What somebody who watches must be able to see afterwards: one line for each, with ids and without names, tokens or addresses.</summary>
public sealed class SecurityEventTests : IAsyncLifetime
{
    private readonly TestHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task Coming_in_being_refused_a_page_and_a_log_that_cannot_be_written_are_one_line_each()
    {
        var account = _house.Installation.Accounts.FindByName("toezicht")!.Id;
        using var auditor = await Browser.SignInAsync(_house, "toezicht");
        await auditor.OpenAsync("/registraties/0123456789abcdef0123456789abcdef");
        using var stranger = _house.Client(account: null);
        stranger.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "mp_" + new string('7', 64));
        await stranger.PostAsync(Talk.Queries, Talk.Person("Geheimzinnig"));
        using var gate = _house.Client("poort");
        _house.Installation.Writer.BeforeCommit = _ => throw new SqliteException("full", 13);
        var unanswered = await gate.PostAsync(Talk.Queries, Talk.Person("Geheimzinnig"));
        _house.Installation.Writer.BeforeCommit = null;

        var lines = _house.Log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("bericht").GetString()!.Replace("\"", string.Empty, StringComparison.Ordinal)).ToList();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, unanswered.StatusCode);
        Assert.Single(lines, line => line.Contains($"Account {account} got a session", StringComparison.Ordinal));
        Assert.Single(lines, line => line.Contains($"Account {account} may not use registraties/{{id}}", StringComparison.Ordinal));
        Assert.Single(lines, line => line.Contains("Somebody showed a token that works nowhere", StringComparison.Ordinal));
        Assert.Single(lines, line => line.Contains("The store did not take a write", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("0123456789abcdef", StringComparison.Ordinal) || line.Contains("77777777", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("Geheimzinnig", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Every_way_to_be_known_is_one_of_these()
    {
        var schemes = await _house.Part<IAuthenticationSchemeProvider>().GetAllSchemesAsync();

        // Token or session, chosen by the first; half a sign-in, which opens nothing; the challenge of a passkey, which is nobody.
        Assert.Equal(
            ["Identity.Application", "Identity.TwoFactorUserId", "Meldpunt", "Passkey", "Token"],
            schemes.Select(scheme => scheme.Name).Order(StringComparer.Ordinal));
    }
}
