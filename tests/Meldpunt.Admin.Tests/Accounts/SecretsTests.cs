using System.Security.Cryptography;
using System.Text;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.Accounts;

/// <summary>Whoever steals the database can sign in as nobody.</summary>
public sealed class SecretsTests : IAsyncDisposable
{
    private readonly TestRegister _register = TestRegister.Create();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task Of_tokens_session_keys_and_passwords_only_hashes_stand_in_the_folder()
    {
        const string Password = "een lang wachtwoord van niemand";
        var noord = await _register.JoinAsync();
        await _register.Installation.Accounts.CreateAsync("toezicht-1", Password, Role.Oversight, participantId: null, locationId: null);
        var session = await _register.Installation.Sessions.CreateAsync(new NewSession(noord.Desk.AccountId, [1, 2, 3]));

        var tokenHashes = _register.Read<string>("SELECT hex(token_hash) FROM terminal_token");
        var sessionHashes = _register.Read<string>("SELECT hex(key_hash) FROM session");

        Assert.Contains(HexHashOf(noord.GateToken), tokenHashes, StringComparer.Ordinal);
        Assert.Equal(HexHashOf(session), Assert.Single(sessionHashes));
        Assert.NotEmpty(FolderScan.FilesWith(_register.Folder, "toezicht-1"));
        Assert.All(
            (string[])[noord.GateToken, noord.GateToken[TerminalToken.Prefix.Length..], noord.DeskToken, session, Password],
            secret => Assert.Empty(FolderScan.FilesWith(_register.Folder, secret)));
    }

    [Fact]
    public void A_token_is_256_random_bits_that_a_scanner_for_secrets_knows()
    {
        var token = TerminalToken.Create();

        Assert.Matches("^mp_[0-9a-f]{64}$", token);
        Assert.NotEqual(token, TerminalToken.Create(), StringComparer.Ordinal);
    }

    [Fact]
    public void A_password_is_kept_by_Argon2id_with_at_least_19_MiB_and_two_passes()
    {
        var parts = PasswordHash.Create("een lang wachtwoord van niemand").Split('$');
        var parameters = parts[3].Split(',').ToDictionary(
            pair => pair[0], pair => int.Parse(pair.AsSpan(2), System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal("argon2id", parts[1]);
        Assert.Equal("v=19", parts[2]);
        Assert.True(parameters['m'] >= 19 * 1024);
        Assert.True(parameters['t'] >= 2);
        Assert.True(parameters['p'] >= 1);
    }

    [Fact]
    public void A_password_opens_its_own_hash_and_no_other_does()
    {
        const string Password = "wachtwoord met é, 😀 en een spatie";
        var hash = PasswordHash.Create(Password);

        Assert.True(PasswordHash.Verify(hash, Password));
        Assert.False(PasswordHash.Verify(hash, Password + " "));
        Assert.False(PasswordHash.Verify(hash, string.Empty));
        Assert.False(PasswordHash.Verify("geen hash", Password));
        Assert.NotEqual(hash, PasswordHash.Create(Password), StringComparer.Ordinal);
    }

    [Fact]
    public void A_hash_with_weaker_parameters_is_outdated()
    {
        var hash = PasswordHash.Create("een lang wachtwoord van niemand");
        var weaker = hash.Replace("m=19456", "m=8192", StringComparison.Ordinal);

        Assert.False(PasswordHash.IsOutdated(hash));
        Assert.NotEqual(hash, weaker, StringComparer.Ordinal);
        Assert.True(PasswordHash.IsOutdated(weaker));
    }

    private static string HexHashOf(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
