using System.Net;
using System.Net.Sockets;
using System.Text;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests;

/// <summary>Requests of which a proxy and a server may disagree where they end: refused, or read in the one way there is, and never is a second one hidden in the first.</summary>
public sealed class SmugglingTests : IAsyncLifetime
{
    private const string Body = "{\"achternaam\":\"Berg\",\"voornamen\":\"Anna\",\"geboortedatum\":\"1984-03-12\"}";

    private readonly TestHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_request_with_its_length_in_digits_is_answered()
    {
        var answer = await SendAsync($"Content-Length: {Body.Length}\r\n", Body);

        Assert.StartsWith("HTTP/1.1 201", answer, StringComparison.Ordinal);
        Assert.Equal(1, Rows());
    }

    [Theory]
    [InlineData("Content-Length: +69\r\n")]
    [InlineData("Content-Length: -69\r\n")]
    [InlineData("Content-Length: 69.0\r\n")]
    [InlineData("Content-Length: 0x45\r\n")]
    [InlineData("Content-Length: 6 9\r\n")]
    [InlineData("Content-Length: 69, 69\r\n")]
    [InlineData("Content-Length: 69\r\nContent-Length: 69\r\n")]
    [InlineData("Content-Length: 69\r\nContent-Length: 3\r\n")]
    [InlineData("Content-Length : 69\r\n")]
    [InlineData("Content-Length: 99999999999999999999\r\n")]
    [InlineData("Transfer-Encoding: chunked, identity\r\n")]
    [InlineData("Transfer-Encoding: xchunked\r\n")]
    [InlineData("Content-Length: 69\r\n X-Fold: 1\r\n")]
    [InlineData("Content-Length: 69\nX-Bare: 1\r\n")]
    [InlineData("Content-Length: 69\r\nHost: ander\r\n")]
    public async Task A_length_that_can_be_read_in_two_ways_is_refused_and_nobody_is_looked_up(string headers)
    {
        Assert.Equal(69, Body.Length);
        var answer = await SendAsync(headers, Body);

        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close", answer, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, Rows());
    }

    [Theory]
    [InlineData("0;x\n\r\n\r\n")]
    [InlineData("3\nabc\r\n0\r\n\r\n")]
    [InlineData("+3\r\nabc\r\n0\r\n\r\n")]
    public async Task A_chunk_that_ends_in_another_way_is_refused(string chunks)
    {
        var answer = await SendAsync("Transfer-Encoding: chunked\r\n", chunks);

        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Equal(0, Rows());
    }

    [Fact]
    public async Task A_second_request_behind_one_with_two_lengths_is_not_answered()
    {
        var hidden = $"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n";
        var answer = await SendAsync($"Content-Length: {Body.Length}\r\nTransfer-Encoding: chunked\r\n", $"{Body.Length:x}\r\n{Body}\r\n0\r\n\r\n{hidden}");

        Assert.Single(answer.Split("HTTP/1.1 "), part => part.Length > 0);
        Assert.DoesNotContain("leeft", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Addresses_and_names_that_a_client_sends_itself_change_nothing_without_a_proxy()
    {
        using var gate = _house.Client("poort");
        gate.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        gate.DefaultRequestHeaders.Add("X-User-ID", "beheer");
        gate.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        gate.DefaultRequestHeaders.Add("X-Original-URL", "/v1/deelnemers");

        using var answer = await gate.PostAsync(Talk.Queries, Talk.Person());
        using var forbidden = await gate.ReadAsync("/v1/handelingen");

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        var row = Assert.Single(_house.Installation.QueryLogReader.All(), row => row.Purpose == Admin.QueryLog.QueryPurpose.Gate);
        Assert.Equal(_house.Installation.Accounts.FindByName("poort")!.Id, row.AccountId);
    }

    private int Rows() => _house.Installation.QueryLogReader.All().Count(row => row.Purpose == Admin.QueryLog.QueryPurpose.Gate);

    private async Task<string> SendAsync(string headers, string body)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(_house.Base).Port, TestContext.Current.CancellationToken);
        await using var stream = socket.GetStream();
        var request = $"POST /v1/bevragingen HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {_house.Tokens["poort"]}\r\nContent-Type: application/json\r\nConnection: close\r\n{headers}\r\n{body}";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
