using System.Security.Cryptography;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.Accounts;

/// <summary>What somebody does about their own second factors, and what stands for it in the log.</summary>
public sealed class SecondFactorsTests : IAsyncLifetime
{
    private readonly TestRegister _register = TestRegister.Create();
    private Garage _garage = null!;

    private SecondFactors Factors => _register.Installation.SecondFactors;

    private RecoveryCodes Codes => _register.Installation.RecoveryCodes;

    private PasskeyStore Passkeys => _register.Installation.Passkeys;

    public async ValueTask InitializeAsync() => _garage = await _register.JoinAsync();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task With_the_first_factor_come_ten_codes_and_with_the_next_none()
    {
        var first = await SetUpAppAsync(_garage.Desk);
        var second = await Factors.AddPasskeyAsync(_garage.Desk, PasskeyOf(_garage.Desk));

        Assert.Equal(RecoveryCodes.Count, first.Codes.Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(second!.Codes);
        Assert.Equal(new SecondFactorState(HasAuthenticator: true, Passkeys: 1, CodesLeft: 10), Factors.Find(_garage.Desk.AccountId));
        Assert.Equal(["app", "passkey"], _register.Acts(ActKinds.FactorAdded).Select(act => act.Details["factor"]));
        Assert.All(_register.Acts(ActKinds.FactorAdded), act => Assert.Equal((_garage.Desk.AccountId, _garage.Participant.Id), (act.SubjectId, act.ParticipantId)));
    }

    [Fact]
    public async Task A_code_of_paper_works_once_for_its_own_account()
    {
        var code = (await SetUpAppAsync(_garage.Desk)).Codes[3];

        Assert.False(await Codes.UseAsync(_garage.Gate.AccountId, code));
        Assert.True(await Codes.UseAsync(_garage.Desk.AccountId, code.ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal)));
        Assert.False(await Codes.UseAsync(_garage.Desk.AccountId, code));
        Assert.Equal(9, Codes.CountLeft(_garage.Desk.AccountId));
    }

    [Fact]
    public async Task Of_many_who_bring_one_code_of_paper_at_once_one_comes_in()
    {
        var code = (await SetUpAppAsync(_garage.Desk)).Codes[0];

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Codes.UseAsync(_garage.Desk.AccountId, code))));

        Assert.Single(outcomes, true);
    }

    [Fact]
    public async Task A_new_set_of_paper_ends_the_one_before()
    {
        var before = (await SetUpAppAsync(_garage.Desk)).Codes;

        var after = await Factors.RenewCodesAsync(_garage.Desk);

        Assert.False(await Codes.UseAsync(_garage.Desk.AccountId, before[0]));
        Assert.True(await Codes.UseAsync(_garage.Desk.AccountId, after![0]));
        Assert.Equal(["app", "codes"], _register.Acts(ActKinds.FactorAdded).Select(act => act.Details["factor"]));
    }

    [Fact]
    public async Task There_is_no_paper_without_a_factor_that_it_stands_in_for()
    {
        Assert.Null(await Factors.RenewCodesAsync(_garage.Desk));
        Assert.Equal(0, Codes.CountLeft(_garage.Desk.AccountId));
    }

    [Fact]
    public async Task Of_paper_only_hashes_stand_in_the_folder()
    {
        var codes = (await SetUpAppAsync(_garage.Desk)).Codes;
        var hashes = _register.Read<byte[]>("SELECT code_hash FROM recovery_code");

        Assert.Equal(codes.Select(code => Convert.ToHexString(TypedCode.HashOf(code)!)).Order(), hashes.Select(Convert.ToHexString).Order());
        Assert.NotEmpty(FolderScan.FilesWith(_register.Folder, hashes[0]));
        Assert.All(codes, code => Assert.Empty(FolderScan.FilesWith(_register.Folder, code)));
        Assert.All(codes, code => Assert.Empty(FolderScan.FilesWith(_register.Folder, code.Replace("-", string.Empty, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Whoever_must_have_a_factor_keeps_the_last_one_and_a_gate_may_go_without()
    {
        await SetUpAppAsync(_garage.Desk);
        await SetUpAppAsync(_garage.Gate);

        var ofDesk = await Factors.RemoveAuthenticatorAsync(_garage.Desk);
        var ofGate = await Factors.RemoveAuthenticatorAsync(_garage.Gate);

        Assert.Equal((false, true), (ofDesk, ofGate));
        Assert.True(Factors.Find(_garage.Desk.AccountId).HasAny);
        Assert.Equal(new SecondFactorState(HasAuthenticator: false, 0, 0), Factors.Find(_garage.Gate.AccountId));
        Assert.Equal(_garage.Gate.AccountId, Assert.Single(_register.Acts(ActKinds.FactorRemoved)).SubjectId);
    }

    [Fact]
    public async Task Of_two_factors_that_are_removed_at_once_one_stays()
    {
        await SetUpAppAsync(_garage.Desk);
        var passkey = PasskeyOf(_garage.Desk);
        await Factors.AddPasskeyAsync(_garage.Desk, passkey);

        var removed = await Task.WhenAll(
            Task.Run(() => Factors.RemoveAuthenticatorAsync(_garage.Desk)), Task.Run(() => Factors.RemovePasskeyAsync(_garage.Desk, passkey.CredentialId)));

        Assert.Single(removed, true);
        Assert.Equal(1, Factors.Find(_garage.Desk.AccountId).Count);
    }

    [Fact]
    public async Task An_account_has_ten_passkeys_and_each_is_one_accounts()
    {
        var first = PasskeyOf(_garage.Desk);
        Assert.NotNull(await Factors.AddPasskeyAsync(_garage.Desk, first));
        Assert.Null(await Factors.AddPasskeyAsync(_garage.Gate, PasskeyOf(_garage.Gate, first.CredentialId)));
        foreach (var _ in Enumerable.Range(1, PasskeyStore.MaxPerAccount - 1))
        {
            Assert.NotNull(await Factors.AddPasskeyAsync(_garage.Desk, PasskeyOf(_garage.Desk)));
        }

        Assert.Null(await Factors.AddPasskeyAsync(_garage.Desk, PasskeyOf(_garage.Desk)));
        Assert.Equal(10, Passkeys.List(_garage.Desk.AccountId).Count);
    }

    [Fact]
    public async Task Nobody_removes_the_passkey_of_another()
    {
        var own = PasskeyOf(_garage.Desk);
        await Factors.AddPasskeyAsync(_garage.Desk, own);
        await Factors.AddPasskeyAsync(_garage.Gate, PasskeyOf(_garage.Gate));

        Assert.False(await Factors.RemovePasskeyAsync(_garage.Gate, own.CredentialId));
        Assert.Single(Passkeys.List(_garage.Desk.AccountId));
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(4, 5, true)]
    [InlineData(5, 5, false)]
    [InlineData(5, 4, false)]
    [InlineData(5, 0, false)]
    public async Task A_device_that_counts_counts_on_or_was_copied(long before, long now, bool expected)
    {
        var passkey = PasskeyOf(_garage.Desk, signCount: before);
        await Factors.AddPasskeyAsync(_garage.Desk, passkey);

        Assert.Equal(expected, await Passkeys.NoteUseAsync(PasskeyOf(_garage.Desk, passkey.CredentialId, now)));
        Assert.Equal(expected, Passkeys.Find(passkey.CredentialId)!.UsedAt is not null);
    }

    [Fact]
    public async Task When_a_way_in_is_recovered_all_factors_are_gone()
    {
        await SetUpAppAsync(_garage.Desk);
        await Factors.AddPasskeyAsync(_garage.Desk, PasskeyOf(_garage.Desk));
        await SetUpAppAsync(_garage.Gate);

        await _register.Installation.Writer.WriteAsync(connection =>
        {
            SecondFactors.EndAll(connection, _garage.Desk.AccountId);
            return true;
        });

        Assert.Equal(new SecondFactorState(HasAuthenticator: false, 0, 0), Factors.Find(_garage.Desk.AccountId));
        Assert.True(Factors.Find(_garage.Gate.AccountId).HasAny);
    }

    private static Passkey PasskeyOf(Caller caller, byte[]? credentialId = null, long signCount = 0) => new()
    {
        CredentialId = credentialId ?? RandomNumberGenerator.GetBytes(16),
        AccountId = caller.AccountId,
        Name = "telefoon",
        PublicKey = [1],
        SignCount = signCount,
        Transports = "internal",
        Attestation = [2],
        ClientData = [3],
    };

    private async Task<FactorChange> SetUpAppAsync(Caller caller)
    {
        var offer = _register.Installation.Authenticators.Offer(caller.AccountId, caller.SessionId);
        var change = await Factors.ConfirmAuthenticatorAsync(
            caller, offer.Sealed, Totp.CodeOf(Totp.FromBase32(offer.Secret), Totp.StepAt(_register.Time.GetUtcNow())));
        Assert.True(change.Succeeded);
        return change;
    }
}
