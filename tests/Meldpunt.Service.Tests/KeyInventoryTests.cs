using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Meldpunt.Admin.Keys;
using Meldpunt.Index.Keys;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests;

/// <summary>The inventory of keys names every key there is (ASVS 5.0, 11.1.1 and 11.1.2): on the disk of an installation that ran, and in the fields of the program.</summary>
public sealed class KeyInventoryTests : IAsyncLifetime
{
    // What can hold a key: our own handle, and what .NET makes of one.
    private static readonly Type[] Holders =
    [
        typeof(SecretKey), typeof(Passphrase), typeof(SymmetricAlgorithm), typeof(AsymmetricAlgorithm), typeof(AesGcm), typeof(AesCcm), typeof(ChaCha20Poly1305),
        typeof(HMAC), typeof(IncrementalHash), typeof(ICryptoTransform), typeof(System.Security.Cryptography.X509Certificates.X509Certificate), typeof(System.Net.Security.SslStreamCertificateContext),
    ];

    // Fields through which something is reached that has a line of its own.
    private static readonly string[] Doors = ["RootSource._passphrase"];

    private readonly TestHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task Every_file_in_the_key_folder_of_an_installation_that_ran_has_its_line()
    {
        using var gate = _house.Client("poort");
        using var desk = _house.Client("veiligheid");
        Assert.Equal(HttpStatusCode.Created, (await desk.PostAsync(Talk.Registrations, Talk.Ban())).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await gate.PostAsync(Talk.Queries, Talk.Person())).StatusCode);
        using var browser = await Browser.SignInAsync(_house, "veiligheid");
        using var root = RootSource.File(path: null);
        _house.Installation.Rotation.PrepareMaster(root);

        var known = KeyInventory.All.SelectMany(key => KeyInventory.FilesOf(key, _house.Folder)).Concat(KeyInventory.NoKeys).ToHashSet(StringComparer.Ordinal);
        var there = Directory.EnumerateFiles(Path.Combine(_house.Folder, "keys"), "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(_house.Folder, path)).ToList();

        Assert.Empty(there.Except(known, StringComparer.Ordinal));
        Assert.All((string[])["keys/root.key", "keys/master.key", "keys/master.next.key", "keys/named/honey.key", "keys/log-signing.key"], file => Assert.Contains(file, there));
        Assert.Contains(there, file => file.StartsWith("keys/web/", StringComparison.Ordinal));
        Assert.Contains(there, file => file.StartsWith("keys/epochs/", StringComparison.Ordinal));
        Assert.Contains(there, file => file.StartsWith("keys/log-subjects/", StringComparison.Ordinal));
        Assert.DoesNotContain(
            Directory.EnumerateFiles(_house.Folder, "*", SearchOption.AllDirectories), path => path.EndsWith(".key", StringComparison.Ordinal) && !path.Contains("/keys/", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_field_of_the_program_that_can_hold_a_key_has_its_line_and_every_line_its_field()
    {
        var fields = new[] { typeof(SecretKey).Assembly, typeof(Keyring).Assembly, typeof(MeldpuntHost).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.GetCustomAttribute<CompilerGeneratedAttribute>() is null && type != typeof(SecretKey))
            .SelectMany(type => type.GetFields(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => CanHoldKey(field.FieldType))
            .Select(NameOf)
            .Except(Doors, StringComparer.Ordinal)
            .ToHashSet(StringComparer.Ordinal);
        var lines = KeyInventory.All.SelectMany(key => key.Members).ToHashSet(StringComparer.Ordinal);

        Assert.Contains("Keyring.QueryIds", fields);
        Assert.Contains("MonthKeys._keys", fields);
        Assert.Empty(fields.Except(lines, StringComparer.Ordinal).Order(StringComparer.Ordinal));

        // Some hold their key as plain bytes, which no type tells.
        Assert.Equal(["Passphrase._bytes"], lines.Except(fields, StringComparer.Ordinal).Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public void The_page_about_keys_says_what_the_inventory_says()
    {
        var page = File.ReadAllLines(Path.Combine(Root(), "docs", "keys.md"));

        var told = page.SkipWhile(line => !line.StartsWith("| key ", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'));

        Assert.Equal(KeyInventory.All.Select(key => key.ToLine()), told, StringComparer.Ordinal);
    }

    [Fact]
    public void Nothing_is_encrypted_without_a_seal_and_every_hash_of_the_log_has_256_bits()
    {
        var ciphers = Directory.EnumerateFiles(Path.Combine(Root(), "src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal))
            .Where(path => File.ReadAllText(path) is var text && (text.Contains("Aes.Create", StringComparison.Ordinal) || text.Contains("CipherMode", StringComparison.Ordinal) || text.Contains("new AesGcm", StringComparison.Ordinal) || text.Contains("TripleDES", StringComparison.Ordinal) || text.Contains("RC2", StringComparison.Ordinal)))
            .Select(path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal);

        // QueryIds is a permutation of one block, of something that is no secret (ADR 0018); everything else is sealed in a SealedBox.
        Assert.Equal(["QueryIds.cs", "SealedBox.cs"], ciphers, StringComparer.Ordinal);
        Assert.Equal(32, Admin.QueryLog.LogFormat.HashBytes);
        Assert.Equal(SHA256.HashSizeInBytes, Admin.QueryLog.LogFormat.HashBytes);
    }

    private static bool CanHoldKey(Type type) =>
        Holders.Any(holder => holder.IsAssignableFrom(type))
        || (type.HasElementType && CanHoldKey(type.GetElementType()!))
        || (type.IsGenericType && type.GetGenericArguments().Any(CanHoldKey) && !typeof(Delegate).IsAssignableFrom(type));

    private static string NameOf(FieldInfo field)
    {
        var name = field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;
        return $"{field.DeclaringType!.Name.Split('`')[0]}.{name}";
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Meldpunt.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder;
    }
}
