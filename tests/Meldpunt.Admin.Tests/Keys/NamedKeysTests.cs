using System.Security.Cryptography;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Keys;

namespace Meldpunt.Admin.Tests.Keys;

/// <summary>Keys that used to be derived from the master have files of their own.</summary>
public sealed class NamedKeysTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SecretKey _root = SecretKey.Create();

    public NamedKeysTests() => Keyring.Create(KeyFolder, _root);

    private string KeyFolder => _folder.Combine("keys");

    public void Dispose()
    {
        _root.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_new_installation_has_named_keys_that_nobody_can_derive()
    {
        using var master = Master();
        using var keys = Keyring.Open(KeyFolder, _root);

        Assert.All(Named(keys), key => Assert.False(key.Key.Bytes.SequenceEqual(Derived(master, key.Label))));
        Assert.Equal(6, Named(keys).Select(key => Convert.ToHexString(key.Key.Bytes)).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void An_installation_from_before_keeps_the_keys_that_were_derived_and_its_ids_of_queries_are_read()
    {
        Directory.Delete(Path.Combine(KeyFolder, "named"), recursive: true);
        using var master = Master();
        using var before = SecretKey.FromBytes(Derived(master, "meldpunt query ids v1"));
        using var writing = new QueryIds(before);
        var id = new byte[OpaqueId.SizeBytes];
        writing.Write(id, seq: 417);

        using (var first = Keyring.Open(KeyFolder, _root))
        {
            Assert.All(Named(first), key => Assert.True(key.Key.Bytes.SequenceEqual(Derived(master, key.Label))));
        }

        using var again = Keyring.Open(KeyFolder, _root);
        using var reading = new QueryIds(again.QueryIds);
        Assert.Equal(417, reading.SeqOf(new OpaqueId(id)));
        Assert.All(Named(again), key => Assert.True(key.Key.Bytes.SequenceEqual(Derived(master, key.Label))));
    }

    [Fact]
    public void Writing_them_down_that_was_broken_off_is_done_again()
    {
        Directory.Move(Path.Combine(KeyFolder, "named"), Path.Combine(KeyFolder, "named.new"));
        File.Delete(Path.Combine(KeyFolder, "named.new", "honey.key"));

        using var keys = Keyring.Open(KeyFolder, _root);

        Assert.Equal(6, Directory.GetFiles(Path.Combine(KeyFolder, "named")).Length);
        Assert.False(Directory.Exists(Path.Combine(KeyFolder, "named.new")));
    }

    [Theory]
    [InlineData("query-ids")]
    [InlineData("credentials")]
    [InlineData("honey")]
    public void A_named_key_that_was_lost_is_not_made_again(string name)
    {
        File.Delete(Path.Combine(KeyFolder, "named", $"{name}.key"));

        Assert.Throws<FileNotFoundException>(() => Keyring.Open(KeyFolder, _root));

        Assert.False(File.Exists(Path.Combine(KeyFolder, "named", $"{name}.key")));
    }

    [Fact]
    public void One_named_key_does_not_stand_in_for_another()
    {
        File.Copy(Path.Combine(KeyFolder, "named", "honey.key"), Path.Combine(KeyFolder, "named", "index.key"), overwrite: true);

        Assert.ThrowsAny<CryptographicException>(() => Keyring.Open(KeyFolder, _root));
    }

    [Fact]
    public void Closed_keys_are_zeroed()
    {
        var keys = Keyring.Open(KeyFolder, _root);
        var month = keys.Epochs.GetOrCreate(new CalendarMonth(2027, 11));
        var all = Named(keys).Select(key => key.Key).Append(month).ToList();
        var buffers = all.Select(BufferOf).ToList();
        Assert.All(buffers, buffer => Assert.Contains(buffer, value => value != 0));

        keys.Dispose();

        Assert.All(buffers, buffer => Assert.All(buffer, value => Assert.Equal(0, value)));
        Assert.All(all, key => Assert.Throws<ObjectDisposedException>(() => key.Bytes.Length));
    }

    // The pinned buffer itself: what a dump of the memory would show.
    private static byte[] BufferOf(SecretKey key) => (byte[])typeof(SecretKey)
        .GetField("_bytes", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.GetValue(key)!;

    private static IReadOnlyList<(SecretKey Key, string Label)> Named(Keyring keys) =>
    [
        (keys.Index, "meldpunt index v1"), (keys.Sessions, "meldpunt sessions v1"), (keys.Bodies, "meldpunt idempotency v1"),
        (keys.QueryIds, "meldpunt query ids v1"), (keys.Credentials, "meldpunt credentials v1"), (keys.Honey, "meldpunt honey v1"),
    ];

    // By .NET's own HKDF and the labels as they were, not by the code that is judged.
    private static byte[] Derived(SecretKey master, string label) =>
        HKDF.Expand(HashAlgorithmName.SHA256, master.Bytes.ToArray(), SecretKey.SizeBytes, System.Text.Encoding.UTF8.GetBytes(label));

    private SecretKey Master() => KeyWrap.Unwrap(_root, File.ReadAllBytes(Path.Combine(KeyFolder, "master.key")), "meldpunt master");
}
