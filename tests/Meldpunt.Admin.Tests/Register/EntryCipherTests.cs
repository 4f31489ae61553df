using System.Security.Cryptography;
using Dapper;
using FsCheck.Fluent;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Keys;

namespace Meldpunt.Admin.Tests.Register;

public sealed class EntryCipherTests : IDisposable
{
    private readonly OpaqueId _entry = OpaqueId.Create();
    private readonly SecretKey _epoch = SecretKey.Create();
    private readonly EntryCipher _cipher;

    public EntryCipherTests() => _cipher = EntryCipher.Create(_entry);

    public void Dispose()
    {
        _cipher.Dispose();
        _epoch.Dispose();
    }

    [Fact]
    public void A_field_is_read_back_as_it_was_sealed_also_when_it_was_absent()
    {
        using var opened = EntryCipher.Open(_entry, _cipher.WrapKey(_epoch), _epoch);
        var texts = Properties.AnyTyped.Where(text => text is null || !text.Any(char.IsSurrogate));

        Properties.Hold(Prop.ForAll(texts.ToArbitrary(), text =>
            string.Equals(text, opened.Unseal("Surname", _cipher.Seal("Surname", text)), StringComparison.Ordinal)));
    }

    [Fact]
    public void Short_long_empty_and_absent_fields_have_one_size_within_a_block()
    {
        var sizes = ((string?[])[null, string.Empty, "Ó", "Bo", "Zonderveld", new string('z', 30)])
            .Select(text => _cipher.Seal("Surname", text).Length);

        Assert.Single(sizes.Distinct());
        Assert.Equal(32, _cipher.Seal("Surname", new string('z', 31)).Length - _cipher.Seal("Surname", "Bo").Length);
    }

    [Fact]
    public void One_text_sealed_twice_looks_like_two()
    {
        var once = _cipher.Seal("Surname", "Zonderveld");
        var again = _cipher.Seal("Surname", "Zonderveld");

        Assert.NotEqual(once, again);
    }

    [Fact]
    public void A_field_that_is_moved_to_another_column_does_not_decrypt()
    {
        var box = _cipher.Seal("Surname", "Zonderveld");

        Assert.ThrowsAny<CryptographicException>(() => _cipher.Unseal("FirstNames", box));
        Assert.ThrowsAny<CryptographicException>(() => _cipher.Unseal("Address", box));
    }

    [Fact]
    public void A_field_that_is_moved_to_another_entry_does_not_decrypt_even_under_the_same_key()
    {
        var other = OpaqueId.Create();
        using var key = KeyWrap.Unwrap(_epoch, _cipher.WrapKey(_epoch), $"meldpunt entry {_entry}");
        using var cipherOfOther = EntryCipher.Open(other, KeyWrap.Wrap(_epoch, key, $"meldpunt entry {other}"), _epoch);
        var box = _cipher.Seal("Surname", "Zonderveld");

        Assert.ThrowsAny<CryptographicException>(() => cipherOfOther.Unseal("Surname", box));
    }

    [Fact]
    public void The_key_of_one_entry_does_not_open_another()
    {
        var wrapped = _cipher.WrapKey(_epoch);

        Assert.ThrowsAny<CryptographicException>(() => EntryCipher.Open(OpaqueId.Create(), wrapped, _epoch));
    }

    [Fact]
    public void A_changed_bit_anywhere_in_a_field_is_noticed()
    {
        var box = _cipher.Seal("Surname", "Zonderveld");

        for (var position = 0; position < box.Length; position++)
        {
            var changed = box.ToArray();
            changed[position] ^= 1;

            Assert.ThrowsAny<CryptographicException>(() => _cipher.Unseal("Surname", changed));
        }
    }

    [Theory]
    [InlineData("UPDATE entry SET surname = birthplace")]
    [InlineData("UPDATE entry SET first_names = birthplace")]
    [InlineData("UPDATE entry SET surname = (SELECT surname FROM entry AS other WHERE other.id <> entry.id)")]
    [InlineData("UPDATE entry SET wrapped_key = (SELECT wrapped_key FROM entry AS other WHERE other.id <> entry.id)")]
    public async Task Fields_that_somebody_exchanges_in_the_database_are_not_read(string tampering)
    {
        await using var register = TestRegister.Create();
        var noord = await register.JoinAsync();
        var entry = await register.RegisterAsync(noord, new Draft());
        await register.RegisterAsync(noord, new Draft { Surname = "Andersveld" });
        await register.Installation.Writer.WriteAsync(connection => connection.Execute(tampering));

        Assert.ThrowsAny<CryptographicException>(() => register.Installation.Entries.Find(entry.Id, noord.Participant.Id, TestDays.Today));
    }

    [Fact]
    public async Task An_entry_cannot_be_read_once_the_key_of_its_month_is_destroyed_and_no_new_key_is_made_for_it()
    {
        await using var register = TestRegister.Create();
        var noord = await register.JoinAsync();
        var entry = await register.RegisterAsync(noord, new Draft());
        var epochs = Path.Combine(InstallationFolder.Keys(register.Folder), "epochs");
        var keyFile = Assert.Single(Directory.GetFiles(epochs));
        Assert.Equal("2027-11.key", Path.GetFileName(keyFile));

        File.Delete(keyFile);
        await register.RestartAsync();

        var gone = Assert.Throws<KeyGoneException>(() => register.Installation.Entries.Find(entry.Id, noord.Participant.Id, TestDays.Today));
        Assert.Equal(new CalendarMonth(2027, 11), gone.Month);
        Assert.Empty(Directory.GetFiles(epochs));
    }

    [Theory]
    [InlineData("2026-11-29", "2026-11")]
    [InlineData("2026-11-30", "2026-12")]
    [InlineData("2026-12-31", "2027-01")]
    public void The_month_whose_key_seals_an_entry_is_that_of_the_day_on_which_it_must_be_gone(string lastDay, string month)
    {
        var epoch = EntryRow.EpochOf(DateOnly.ParseExact(lastDay, "O", System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(month, epoch.ToString());
        Assert.Equal(epoch, CalendarMonth.Parse(month));
    }
}
