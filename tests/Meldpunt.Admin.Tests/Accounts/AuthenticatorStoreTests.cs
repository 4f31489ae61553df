using System.Security.Cryptography;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;
using Meldpunt.Tests;

namespace Meldpunt.Admin.Tests.Accounts;

/// <summary>A code works once and in its own thirty seconds, and whoever steals the folder can make none.</summary>
public sealed class AuthenticatorStoreTests : IAsyncLifetime
{
    private readonly TestRegister _register = TestRegister.Create();
    private readonly OpaqueId _session = OpaqueId.Create();
    private OpaqueId _account;
    private byte[] _secret = [];

    private AuthenticatorStore Store => _register.Installation.Authenticators;

    public async ValueTask InitializeAsync()
    {
        _account = (await _register.JoinAsync()).Desk.AccountId;
        _secret = await _register.Installation.GiveAppAsync(_account);
        _register.Time.Set(DateTimeOffset.FromUnixTimeSeconds(Totp.StepAt(TestDays.Now) * Totp.StepSeconds));
    }

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task A_code_works_once()
    {
        var code = CodeNow();

        Assert.Equal(CodeOutcome.Accepted, await Store.UseAsync(_account, code));
        Assert.Equal(CodeOutcome.Used, await Store.UseAsync(_account, code));
    }

    [Fact]
    public async Task A_code_that_was_used_stays_used_after_a_restart()
    {
        var code = CodeNow();
        await Store.UseAsync(_account, code);

        await _register.RestartAsync();

        Assert.Equal(CodeOutcome.Used, await Store.UseAsync(_account, code));
    }

    [Theory]
    [InlineData(-30, CodeOutcome.Wrong)]
    [InlineData(-0.001, CodeOutcome.Wrong)]
    [InlineData(0, CodeOutcome.Accepted)]
    [InlineData(29.999, CodeOutcome.Accepted)]
    [InlineData(30, CodeOutcome.JustRunOut)]
    [InlineData(59.999, CodeOutcome.JustRunOut)]
    [InlineData(60, CodeOutcome.Wrong)]
    public async Task A_code_works_in_its_own_thirty_seconds_and_no_longer(double secondsAfterItsBegin, CodeOutcome expected)
    {
        var code = CodeNow();

        _register.Time.Set(_register.Time.GetUtcNow().AddSeconds(secondsAfterItsBegin));

        Assert.Equal(expected, await Store.UseAsync(_account, code));
    }

    [Fact]
    public async Task Of_many_who_bring_one_code_at_once_one_comes_in()
    {
        var code = CodeNow();
        var another = _register.OpenAnother();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 32).Select(
            number => Task.Run(() => (int.IsEvenInteger(number) ? Store : another.Authenticators).UseAsync(_account, code))));

        Assert.Single(outcomes, CodeOutcome.Accepted);
        Assert.Equal(31, outcomes.Count(outcome => outcome == CodeOutcome.Used));
    }

    [Fact]
    public async Task After_the_clock_was_set_back_no_code_of_before_works_again()
    {
        var first = CodeNow();
        _register.Time.Set(_register.Time.GetUtcNow().AddMinutes(1));
        await Store.UseAsync(_account, CodeNow());

        _register.Time.Set(_register.Time.GetUtcNow().AddMinutes(-1));

        Assert.Equal(CodeOutcome.Used, await Store.UseAsync(_account, first));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("abcdef")]
    [InlineData("１２３４５６")]
    public async Task What_is_no_code_is_wrong(string? typed)
    {
        Assert.Equal(CodeOutcome.Wrong, await Store.UseAsync(_account, typed));
    }

    [Fact]
    public async Task A_code_may_be_typed_as_apps_show_it()
    {
        Assert.Equal(CodeOutcome.Accepted, await Store.UseAsync(_account, CodeNow().Insert(3, " ")));
    }

    [Fact]
    public async Task An_account_without_an_app_has_no_code()
    {
        Assert.Equal(CodeOutcome.Wrong, await Store.UseAsync(OpaqueId.Create(), CodeNow()));
    }

    [Fact]
    public async Task A_secret_that_is_moved_to_another_account_opens_nothing_there()
    {
        var other = (await _register.JoinAsync("Parkeergarage Zuid")).Desk.AccountId;
        await _register.Installation.GiveAppAsync(other);
        _register.Read<int>($"UPDATE authenticator SET secret = (SELECT secret FROM authenticator WHERE account_id = x'{_account}') WHERE account_id = x'{other}' RETURNING 1");

        await Assert.ThrowsAnyAsync<CryptographicException>(() => Store.UseAsync(other, CodeNow()));
    }

    [Fact]
    public async Task An_offer_is_kept_when_its_code_is_typed_and_then_works_on()
    {
        var offer = Store.Offer(_account, _session);
        var offered = Totp.FromBase32(offer.Secret);

        var outcome = await ConfirmAsync(_account, offer, CodeOf(offered));

        Assert.Equal(CodeOutcome.Accepted, outcome);
        Assert.Equal(CodeOutcome.Used, await Store.UseAsync(_account, CodeOf(offered)));
        Assert.Equal(CodeOutcome.Wrong, await Store.UseAsync(_account, CodeNow()));
        _register.Time.Set(_register.Time.GetUtcNow().AddSeconds(30));
        Assert.Equal(CodeOutcome.Accepted, await Store.UseAsync(_account, CodeOf(offered)));
    }

    [Fact]
    public async Task An_offer_is_its_accounts_alone_and_runs_out()
    {
        var offer = Store.Offer(_account, _session);
        var code = CodeOf(Totp.FromBase32(offer.Secret));
        var ofAnother = await ConfirmAsync(OpaqueId.Create(), offer, code);

        _register.Time.Set(_register.Time.GetUtcNow() + AuthenticatorStore.OfferLifetime);
        var tooLate = await ConfirmAsync(_account, offer, CodeOf(Totp.FromBase32(offer.Secret)));

        Assert.Equal((CodeOutcome.OfferRanOut, CodeOutcome.OfferRanOut), (ofAnother, tooLate));
        Assert.Equal(CodeOutcome.OfferRanOut, await ConfirmAsync(_account, offer with { Sealed = "geen aanbod" }, code));
        Assert.Null(Store.Reopen(_account, _session, offer.Sealed));
    }

    [Fact]
    public async Task The_wrong_code_keeps_no_offer_and_the_same_one_can_be_tried_again()
    {
        var offer = Store.Offer(_account, _session);

        Assert.Equal(CodeOutcome.Wrong, await ConfirmAsync(_account, offer, "abcdef"));
        Assert.Equal(offer.Secret, Store.Reopen(_account, _session, offer.Sealed)!.Secret);
        Assert.Equal(CodeOutcome.Accepted, await Store.UseAsync(_account, CodeNow()));
    }

    [Fact]
    public async Task An_offer_is_its_sessions_alone_works_once_and_never_shows_a_secret_that_stands()
    {
        var offer = Store.Offer(_account, _session);
        var beside = Store.Offer(_account, _session);
        var code = CodeOf(Totp.FromBase32(offer.Secret));

        Assert.Null(Store.Reopen(_account, OpaqueId.Create(), offer.Sealed));
        Assert.Equal(CodeOutcome.OfferRanOut, await Store.ConfirmAsync(_account, OpaqueId.Create(), offer.Sealed, code, (_, _) => { }));
        Assert.Equal(CodeOutcome.Accepted, await ConfirmAsync(_account, offer, code));

        Assert.Equal(CodeOutcome.OfferRanOut, await ConfirmAsync(_account, offer, code));
        Assert.Null(Store.Reopen(_account, _session, offer.Sealed));
        Assert.Equal(CodeOutcome.OfferRanOut, await ConfirmAsync(_account, beside, CodeOf(Totp.FromBase32(beside.Secret))));
    }

    [Fact]
    public async Task No_file_of_the_installation_holds_a_secret()
    {
        var offer = Store.Offer(_account, _session);
        var offered = Totp.FromBase32(offer.Secret);
        await ConfirmAsync(_account, offer, CodeOf(offered));
        var box = Assert.Single(_register.Read<byte[]>("SELECT secret FROM authenticator"));

        Assert.NotEmpty(FolderScan.FilesWith(_register.Folder, box));
        Assert.Empty(FolderScan.FilesWith(_register.Folder, offered));
        Assert.Empty(FolderScan.FilesWith(_register.Folder, _secret));
        Assert.Empty(FolderScan.FilesWith(_register.Folder, offer.Secret));
        Assert.Empty(FolderScan.FilesWith(_register.Folder, Convert.ToHexString(offered)));
        Assert.Empty(FolderScan.FilesWith(_register.Folder, Convert.ToBase64String(offered)));
    }

    [Fact]
    public void Two_offers_have_different_secrets_of_160_bits()
    {
        var secrets = Enumerable.Range(0, 50).Select(_ => Store.Offer(_account, _session).Secret).ToList();

        Assert.All(secrets, secret => Assert.Equal(20, Totp.FromBase32(secret).Length));
        Assert.Equal(50, secrets.Distinct(StringComparer.Ordinal).Count());
    }

    private string CodeNow() => CodeOf(_secret);

    private string CodeOf(byte[] secret) => Totp.CodeOf(secret, Totp.StepAt(_register.Time.GetUtcNow()));

    private Task<CodeOutcome> ConfirmAsync(OpaqueId account, AuthenticatorOffer offer, string code) => Store.ConfirmAsync(account, _session, offer.Sealed, code, (_, _) => { });
}
