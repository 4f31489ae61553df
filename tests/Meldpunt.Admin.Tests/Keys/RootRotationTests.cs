using System.Security.Cryptography;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.Keys;

/// <summary>The root secret: a passphrase instead of a file, and another one in the place of the present one.</summary>
public sealed class RootRotationTests : IAsyncDisposable
{
    private const string Sentence = "vijf woorden zonder enig verband";
    private const string Other = "kanarie slagboom dinsdag mosterd fiets";

    private readonly TestRegister _register = TestRegister.Create();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Theory]
    [InlineData("vierwoorden maar heellanggenoeg hoor")]
    [InlineData("eenheellangwoordzonderspaties")]
    [InlineData("a b c d e f g")]
    public void A_passphrase_that_is_too_easy_is_not_taken_for_a_new_one(string typed)
    {
        using var phrase = new Passphrase(typed);
        using var good = new Passphrase(Sentence);

        good.EnsureStrong();
        Assert.Throws<AdministrationException>(phrase.EnsureStrong);
    }

    [Fact]
    public void A_passphrase_is_the_same_on_every_keyboard_and_zeroed_when_it_is_done_with()
    {
        using var composed = new Passphrase("één café naast de brug");
        using var decomposed = new Passphrase("e\u0301e\u0301n cafe\u0301 naast de brug ");
        Assert.True(composed.IsSame(decomposed));

        var buffer = (byte[])typeof(Passphrase)
            .GetField("_bytes", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.GetValue(composed)!;
        Assert.Contains(buffer, value => value != 0);
        composed.Dispose();

        Assert.All(buffer, value => Assert.Equal(0, value));
    }

    [Fact]
    public async Task An_installation_opens_with_its_passphrase_and_with_no_other()
    {
        using var folder = new TempFolder();
        using (var made = RootSource.Typed(new Passphrase(Sentence)))
        {
            Installation.Create(folder.Path, made, _register.Time);
        }

        using var right = RootSource.Typed(new Passphrase(Sentence));
        using var wrong = RootSource.Typed(new Passphrase(Other));
        await using (var installation = Installation.Open(folder.Path, right, _register.Time))
        {
            Assert.Equal(0, installation.Projection.Count);
        }

        Assert.ThrowsAny<CryptographicException>(() => Installation.Open(folder.Path, wrong, _register.Time));
        var refused = Assert.Throws<InstallationException>(() => Installation.Open(folder.Path, keyFile: null, _register.Time));
        Assert.Contains("--wachtzin", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(InstallationFolder.RootKey(folder.Path)));
    }

    [Theory]
    [InlineData("268435456", "268435455")]
    [InlineData("\n4\n", "\n3\n")]
    public void Parameters_below_the_policy_are_refused(string written, string weaker)
    {
        using var folder = new TempFolder();
        var file = folder.Combine("root.salt");
        var text = System.Text.Encoding.ASCII.GetString(RootSalt.Create().ToBytes());
        File.WriteAllText(file, text);
        Assert.Equal(RootSalt.LeastPasses, RootSalt.Read(file).Passes);

        File.WriteAllText(file, text.Replace(written, weaker, StringComparison.Ordinal));

        Assert.NotEqual(text, File.ReadAllText(file));
        Assert.Throws<CryptographicException>(() => RootSalt.Read(file));
    }

    [Fact]
    public async Task From_a_file_to_a_passphrase_and_back_everything_stays_readable_and_the_old_root_opens_nothing()
    {
        var noord = await _register.JoinAsync();
        await _register.RegisterAsync(noord, new Draft());
        var oldRoot = await File.ReadAllBytesAsync(InstallationFolder.RootKey(_register.Folder), TestContext.Current.CancellationToken);
        using var file = RootSource.File(path: null);
        using var phrase = RootSource.Typed(new Passphrase(Sentence));

        await _register.Installation.Rotation.RotateRootAsync(file, phrase);

        Assert.False(File.Exists(InstallationFolder.RootKey(_register.Folder)));
        using (var old = Meldpunt.Index.Keys.SecretKey.FromBytes(oldRoot))
        {
            Assert.False(Keyring.Opens(InstallationFolder.Keys(_register.Folder), old));
        }

        await using (var again = Installation.Open(_register.Folder, phrase, _register.Time))
        {
            Assert.Equal(1, again.Projection.Count);
            await again.Rotation.RotateRootAsync(phrase, file);
        }

        await _register.RestartAsync();
        Assert.True(_register.Finds(new Draft()));
        Assert.False(File.Exists(Path.Combine(InstallationFolder.Keys(_register.Folder), "root.salt")));
        Assert.All(_register.Acts(ActKinds.KeysRotated), act => Assert.Equal("wortel", act.Details["sleutel"]));
        Assert.Equal(2, _register.Acts(ActKinds.KeysRotated).Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_new_root_key_that_was_broken_off_leaves_one_that_opens(int step)
    {
        var noord = await _register.JoinAsync();
        await _register.RegisterAsync(noord, new Draft());
        using var source = RootSource.File(path: null);
        var steps = 0;
        _register.Installation.Keys.At = _ =>
        {
            if (++steps == step)
            {
                throw new InvalidOperationException("broken off");
            }
        };

        await Assert.ThrowsAsync<InvalidOperationException>(() => _register.Installation.Rotation.RotateRootAsync(source, source));
        await _register.RestartAsync();

        Assert.True(_register.Finds(new Draft()));
        Assert.Equal(
            ["root.key"], Directory.GetFiles(InstallationFolder.Keys(_register.Folder), "root.*").Select(path => Path.GetFileName(path)), StringComparer.Ordinal);
    }

    [Fact]
    public async Task The_root_secret_is_not_replaced_while_the_master_changes()
    {
        using var source = RootSource.File(path: null);
        _register.Installation.Rotation.PrepareMaster(source);

        await Assert.ThrowsAsync<InstallationException>(() => _register.Installation.Rotation.RotateRootAsync(source, source));
    }
}
