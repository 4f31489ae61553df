using System.Security.Cryptography;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Keys;

namespace Meldpunt.Admin.Tests.Keys;

public sealed class KeyringTests : IDisposable
{
    private static readonly CalendarMonth Month = new(2027, 11);

    private readonly TempFolder _folder = new();
    private readonly SecretKey _root = SecretKey.Create();

    public KeyringTests() => Keyring.Create(KeyFolder, _root);

    public void Dispose()
    {
        _root.Dispose();
        _folder.Dispose();
    }

    private string KeyFolder => _folder.Combine("keys");

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_root_key_that_others_can_read_or_change_is_refused(UnixFileMode forOthers)
    {
        var file = _folder.Combine("root.key");
        RootSecret.Create(file);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | forOthers);

        var refused = Assert.Throws<CryptographicException>(() => RootSecret.Read(file));

        Assert.Contains("chmod 600", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void A_root_key_of_another_size_is_refused(int bytes)
    {
        var file = _folder.Combine("root.key");
        File.WriteAllBytes(file, new byte[bytes]);
        File.SetUnixFileMode(file, UnixFileMode.UserRead);

        Assert.Throws<CryptographicException>(() => RootSecret.Read(file));
    }

    [Fact]
    public void A_root_key_is_made_once_and_never_overwritten()
    {
        var file = _folder.Combine("root.key");
        RootSecret.Create(file);
        var bytes = File.ReadAllBytes(file);

        Assert.Throws<IOException>(() => RootSecret.Create(file));

        Assert.Equal(bytes, File.ReadAllBytes(file));
        using var read = RootSecret.Read(file);
        Assert.True(read.Bytes.SequenceEqual(bytes));
    }

    [Fact]
    public void Another_root_key_does_not_open_the_keys()
    {
        using var other = SecretKey.Create();

        Assert.ThrowsAny<CryptographicException>(() => Keyring.Open(KeyFolder, other));
    }

    [Fact]
    public async Task An_installation_does_not_open_with_another_root_key()
    {
        await using var register = TestRegister.Create();
        var other = _folder.Combine("other.key");
        RootSecret.Create(other);

        Assert.ThrowsAny<CryptographicException>(() => Installation.Open(register.Folder, other, register.Time));
    }

    [Fact]
    public void The_keys_of_an_installation_are_the_same_every_time_and_different_from_each_other()
    {
        using var once = Keyring.Open(KeyFolder, _root);
        using var again = Keyring.Open(KeyFolder, _root);

        Assert.True(once.Index.Bytes.SequenceEqual(again.Index.Bytes));
        Assert.True(once.Sessions.Bytes.SequenceEqual(again.Sessions.Bytes));
        Assert.False(once.Index.Bytes.SequenceEqual(once.Sessions.Bytes));
    }

    [Fact]
    public void The_key_of_a_month_stays_the_same_within_a_run_and_after_it()
    {
        using var once = Keyring.Open(KeyFolder, _root);
        var made = once.Epochs.GetOrCreate(Month);

        using var again = Keyring.Open(KeyFolder, _root);

        Assert.Same(made, once.Epochs.GetOrCreate(Month));
        Assert.True(made.Bytes.SequenceEqual(again.Epochs.Get(Month).Bytes));
        Assert.True(made.Bytes.SequenceEqual(again.Epochs.GetOrCreate(Month).Bytes));
    }

    [Fact]
    public void Months_and_purposes_have_keys_of_their_own()
    {
        using var keys = Keyring.Open(KeyFolder, _root);
        var all = new[]
        {
            keys.Epochs.GetOrCreate(Month), keys.Epochs.GetOrCreate(new CalendarMonth(2027, 12)),
            keys.LogSubjects.GetOrCreate(Month), keys.LogSubjects.GetOrCreate(new CalendarMonth(2027, 12)),
        };

        var distinct = all.Select(key => Convert.ToHexString(key.Bytes)).Distinct(StringComparer.Ordinal);

        Assert.Equal(all.Length, distinct.Count());
    }

    [Fact]
    public async Task Programs_that_need_the_key_of_a_new_month_at_the_same_moment_get_one_key()
    {
        const int Programs = 4;
        var keyrings = Enumerable.Range(0, Programs).Select(_ => Keyring.Open(KeyFolder, _root)).ToList();
        using var start = new Barrier(Programs);

        for (var number = 0; number < 60; number++)
        {
            var month = new CalendarMonth(2030 + (number / 12), (number % 12) + 1);
            var keys = await Task.WhenAll(keyrings.Select(keyring => OwnThread.Run(() =>
            {
                start.SignalAndWait();
                return Convert.ToHexString(keyring.Epochs.GetOrCreate(month).Bytes);
            })));
            using var reopened = Keyring.Open(KeyFolder, _root);

            Assert.All(keys, key => Assert.Equal(Convert.ToHexString(reopened.Epochs.Get(month).Bytes), key));
        }

        Assert.Equal(60, Directory.GetFiles(Path.Combine(KeyFolder, "epochs")).Length);
        keyrings.ForEach(keyring => keyring.Dispose());
    }

    [Fact]
    public void A_month_without_a_key_is_said_and_nothing_is_made()
    {
        using var keys = Keyring.Open(KeyFolder, _root);

        var gone = Assert.Throws<KeyGoneException>(() => keys.Epochs.Get(Month));

        Assert.Equal(Month, gone.Month);
        Assert.Empty(Directory.GetFiles(KeyFolder, "2027-11*", SearchOption.AllDirectories));
    }

    [Fact]
    public void The_key_of_one_month_or_purpose_does_not_stand_in_for_another()
    {
        using (var keys = Keyring.Open(KeyFolder, _root))
        {
            keys.Epochs.GetOrCreate(Month);
        }

        var file = Path.Combine(KeyFolder, "epochs", "2027-11.key");
        File.Copy(file, Path.Combine(KeyFolder, "epochs", "2027-12.key"));
        File.Copy(file, Path.Combine(KeyFolder, "log-subjects", "2027-11.key"));
        using var reopened = Keyring.Open(KeyFolder, _root);

        Assert.ThrowsAny<CryptographicException>(() => reopened.Epochs.Get(new CalendarMonth(2027, 12)));
        Assert.ThrowsAny<CryptographicException>(() => reopened.LogSubjects.Get(Month));
        Assert.NotNull(reopened.Epochs.Get(Month));
    }

    [Fact]
    public void A_wrapped_key_opens_under_its_own_label_and_wrapping_key_only()
    {
        using var key = SecretKey.Create();
        using var other = SecretKey.Create();
        var wrapped = KeyWrap.Wrap(_root, key, "een");
        var changed = wrapped.ToArray();
        changed[^1] ^= 1;

        using var opened = KeyWrap.Unwrap(_root, wrapped, "een");

        Assert.True(opened.Bytes.SequenceEqual(key.Bytes));
        Assert.ThrowsAny<CryptographicException>(() => KeyWrap.Unwrap(_root, wrapped, "twee"));
        Assert.ThrowsAny<CryptographicException>(() => KeyWrap.Unwrap(other, wrapped, "een"));
        Assert.ThrowsAny<CryptographicException>(() => KeyWrap.Unwrap(_root, changed, "een"));
        Assert.ThrowsAny<CryptographicException>(() => KeyWrap.Unwrap(_root, wrapped.AsSpan(1), "een"));
    }
}
