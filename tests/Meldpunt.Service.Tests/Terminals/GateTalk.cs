using System.Net;
using System.Text.RegularExpressions;
using Dapper;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Terminals;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Terminals;

/// <summary>What a desk and its gate staff do with terminals.</summary>
internal static partial class GateTalk
{
    public const string Cookie = "meldpunt-terminal";
    public const string SignInPage = "/aanmelden/terminal";

    /// <summary>A PIN that nobody would try first.</summary>
    public const string Pin = "402917";

    /// <summary>The desk adds a terminal, and reads its code.</summary>
    public static async Task<string> AddTerminalAsync(this TestHouse house, string desk, string label, string location)
    {
        var officer = house.Installation.Directory.FindByToken(house.Tokens[desk])!;
        var place = house.Installation.Directory.Locations.Single(found => string.Equals(found.Name, location, StringComparison.Ordinal));
        return (await house.Installation.Terminals.AddAsync(officer, place.Id, label)).Code;
    }

    /// <summary>The terminal of a participant that its desk calls this.</summary>
    public static Terminal TerminalOf(this TestHouse house, Participant participant, string label) =>
        house.Installation.Terminals.List(participant.Id).First(terminal => string.Equals(terminal.Label, label, StringComparison.Ordinal));

    /// <summary>A browser at the gate that became a terminal.</summary>
    public static async Task<Browser> EnrolAsync(this TestHouse house, string label, string location, string desk = "veiligheid")
    {
        var code = await house.AddTerminalAsync(desk, label, location);
        var gate = Browser.Open(house);
        Assert.Equal(HttpStatusCode.Redirect, (await gate.PostAsync("/terminal", ("code", code))).StatusCode);
        return gate;
    }

    /// <summary>Somebody who works at the gates, with a number, and with a PIN unless it is null.</summary>
    public static async Task<Account> HireAsync(this TestHouse house, string userName, string number, Participant participant, string home, string? pin = Pin)
    {
        await house.AddAsync(userName, Role.Gate, participant, home);
        var account = house.Installation.Accounts.FindByName(userName)!;
        await house.ExecuteAsync(
            "UPDATE account SET staff_number = @number, pin_hash = @hash WHERE id = @Id",
            new { number, hash = pin is null ? null : PasswordHash.Create(pin), account.Id });
        return account;
    }

    /// <summary>Changes the database as no page does.</summary>
    public static async Task ExecuteAsync(this TestHouse house, string sql, object parameters)
    {
        await house.Installation.Writer.WriteAsync(connection => connection.Execute(sql, parameters));
        house.Installation.Directory.Refresh();
    }

    public static string IdOf(this TestHouse house, string location) =>
        house.Installation.Directory.Locations.Single(found => string.Equals(found.Name, location, StringComparison.Ordinal)).Id.ToString();

    /// <summary>Somebody types number and PIN at the sign-in page of a terminal.</summary>
    public static Task<HttpResponseMessage> TypePinAsync(this Browser gate, string number, string pin) =>
        gate.PostAsync(SignInPage, ("personeelsnummer", number), ("pin", pin));

    /// <summary>Somebody signs in with number and PIN.</summary>
    public static async Task ComeInAsync(this Browser gate, string number, string pin = Pin)
    {
        var response = await gate.TypePinAsync(number, pin);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/poort", response.Headers.Location!.OriginalString);
    }

    /// <summary>Somebody types user name and password, also where most have a number and a PIN.</summary>
    public static Task<HttpResponseMessage> TypePasswordAsync(this Browser browser, string userName) => browser.PostFromAsync(
        "/aanmelden?met=wachtwoord", "/aanmelden?met=wachtwoord", ("gebruikersnaam", userName), ("wachtwoord", TestHouse.Password));

    /// <summary>The next one takes over: the page asks for a number again.</summary>
    public static async Task SwitchAsync(this Browser gate)
    {
        var response = await gate.PostFromAsync("/poort", "/afmelden");
        Assert.Equal(SignInPage, response.Headers.Location!.OriginalString);
    }

    public static Task<HttpResponseMessage> AskAsync(this Browser gate, string surname = "Zonderland") =>
        gate.PostAsync("/poort", ("achternaam", surname), ("voornamen", "Maria"), ("geboortedatum", "01-05-1990"));

    /// <summary>A page without what differs for every reading of it: the token of its forms.</summary>
    public static string WithoutTokens(string page) => FormToken().Replace(page, string.Empty);

    /// <summary>Path and question of an address, with or without its site.</summary>
    public static string PathOf(this Uri address) => address.IsAbsoluteUri ? address.PathAndQuery : address.OriginalString;

    public static string CodeIn(string page) => Code().Match(page) is { Success: true } found ? found.Value : throw new InvalidOperationException("There is no code in the page.");

    [GeneratedRegex("[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){5}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Code();

    [GeneratedRegex("value=\"CfDJ[^\"]+\"", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex FormToken();
}
