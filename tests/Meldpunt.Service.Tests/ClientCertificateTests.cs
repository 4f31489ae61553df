using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests;

/// <summary>Machines of gates may bring a certificate, and what is bound to one works with that one only.</summary>
public sealed class ClientCertificateTests : IAsyncLifetime
{
    private readonly TlsHouse _tls = new(takesClients: true);

    public ValueTask InitializeAsync() => _tls.InitializeAsync();

    public ValueTask DisposeAsync() => _tls.DisposeAsync();

    [Fact]
    public async Task A_token_that_is_bound_to_a_certificate_works_with_that_one_only()
    {
        using var own = _tls.Certificates.Client("slagboom 1");
        using var another = _tls.Certificates.Client("slagboom 2");
        await BindAsync("poort", own);

        Assert.Equal(HttpStatusCode.Created, await AskAsync("poort", own));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("poort", another));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("poort", shown: null));
    }

    [Fact]
    public async Task A_token_that_is_bound_to_none_works_with_any_and_without()
    {
        using var some = _tls.Certificates.Client("slagboom 1");

        Assert.Equal(HttpStatusCode.Created, await AskAsync("poort", some));
        Assert.Equal(HttpStatusCode.Created, await AskAsync("poort", shown: null));
    }

    [Fact]
    public async Task A_certificate_of_another_authority_or_for_another_use_or_that_is_over_gets_no_connection()
    {
        using var elsewhere = new TestCertificates("Proefautoriteit");
        using var foreign = elsewhere.Client("slagboom 1");
        using var forServers = _tls.Certificates.Client("slagboom 1", forClients: false);
        using var over = _tls.Certificates.Client("slagboom 1", until: new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));

        Assert.All((X509Certificate2[])[foreign, forServers, over], shown =>
            Assert.ThrowsAny<HttpRequestException>(() => AskAsync("poort", shown).GetAwaiter().GetResult()));
        using var good = _tls.Certificates.Client("slagboom 1");
        Assert.Equal(HttpStatusCode.Created, await AskAsync("poort", good));
    }

    [Fact]
    public async Task A_service_that_asks_for_no_certificates_knows_of_none_so_a_bound_token_does_not_work_there()
    {
        await using var plain = new TlsHouse();
        await plain.InitializeAsync();
        using var own = _tls.Certificates.Client("slagboom 1");
        var account = plain.House.Installation.Accounts.FindByName("poort")!;
        plain.House.Tokens["gebonden"] = await plain.House.Installation.Accounts.IssueTokenAsync(account.Id, "test", own.GetCertHash(HashAlgorithmName.SHA256));
        plain.House.Installation.Directory.Refresh();
        using var client = plain.Client("gebonden", own);

        using var answer = await client.PostAsync(Talk.Queries, Talk.Person());

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private async Task BindAsync(string account, X509Certificate2 certificate)
    {
        var owner = _tls.House.Installation.Accounts.FindByName(account)!;
        _tls.House.Tokens[account] = await _tls.House.Installation.Accounts.IssueTokenAsync(owner.Id, "test", certificate.GetCertHash(HashAlgorithmName.SHA256));
        _tls.House.Installation.Directory.Refresh();
    }

    private async Task<HttpStatusCode> AskAsync(string account, X509Certificate2? shown)
    {
        using var client = _tls.Client(account, shown);
        using var answer = await client.PostAsync(Talk.Queries, Talk.Person());
        return answer.StatusCode;
    }
}
