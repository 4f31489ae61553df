using System.Security.Cryptography;
using System.Text;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.Storage;

/// <summary>What somebody has who carries the disk away without the root secret, or a backup without the key folder: nobody's name, and nothing that opens a door.</summary>
public sealed class StolenDiskTests : IAsyncDisposable
{
    private const string Password = "zeventien kanaries tellen 17";
    private const string Ticket = "ticket-van-de-sessie-88";
    private const string AppSecret = "JBSWY3DPEHPK3PXPGEZDGNBV";

    private static readonly Draft Person = new()
    {
        Surname = "Zwanenkamp", Prefix = "uit den", FirstNames = "Theofanus", BirthDate = "1951-08-27", Address = "Nergensstraat 412", FileReference = "KENMERK-77-Q",
    };

    private readonly TestRegister _register = TestRegister.Create();
    private readonly TempFolder _loot = new();
    private string _token = string.Empty;
    private string _session = string.Empty;
    private string _invitation = string.Empty;

    public async ValueTask DisposeAsync()
    {
        await _register.DisposeAsync();
        _loot.Dispose();
    }

    [Fact]
    public async Task A_disk_without_the_root_secret_tells_nothing_of_a_person_and_opens_nothing()
    {
        await PlantAsync();
        Carry(path => !path.EndsWith("root.key", StringComparison.Ordinal));

        Assert.True(File.Exists(_loot.Combine("keys", "master.key")));
        NothingIsFound();
        Assert.Throws<FileNotFoundException>(() => Installation.Open(_loot.Path, keyFile: null, _register.Time));
        RootSecret.Create(InstallationFolder.RootKey(_loot.Path));
        Assert.ThrowsAny<CryptographicException>(() => Installation.Open(_loot.Path, keyFile: null, _register.Time));
    }

    [Fact]
    public async Task A_backup_of_the_data_without_the_key_folder_tells_nothing_of_a_person_and_opens_nothing()
    {
        await PlantAsync();
        Carry(path => !path.StartsWith("keys", StringComparison.Ordinal));

        NothingIsFound();
        using var other = Index.Keys.SecretKey.Create();
        Keyring.Create(InstallationFolder.Keys(_loot.Path), other);
        Assert.ThrowsAny<Exception>(() => OpenAndRead(other));
    }

    [Fact]
    public async Task Who_has_the_folder_and_the_root_secret_reads_it_so_the_two_above_are_no_accident()
    {
        await PlantAsync();
        Carry(_ => true);

        await using var opened = Installation.Open(_loot.Path, keyFile: null, _register.Time);

        Assert.Equal(1, opened.Projection.Find(Person.Person(), TestDays.Today, new Meldpunt.Index.Matching.FoundEntry[1]));
        var box = await File.ReadAllBytesAsync(_loot.Combine("app"), TestContext.Current.CancellationToken);
        Assert.Equal(AppSecret, Encoding.UTF8.GetString(OpenBox(opened.Keys, "app", box)));
    }

    [Fact]
    public async Task What_lies_there_in_clear_is_found_by_the_same_search()
    {
        await PlantAsync();
        await File.WriteAllTextAsync(Path.Combine(_register.Folder, "vergeten.txt"), $"{Person.Surname} {_token} {Password}", TestContext.Current.CancellationToken);
        Carry(path => !path.StartsWith("keys", StringComparison.Ordinal));

        Assert.Equal("vergeten.txt", Assert.Single(FolderScan.FilesWith(_loot.Path, Person.Surname!)));
        Assert.Equal("vergeten.txt", Assert.Single(FolderScan.FilesWith(_loot.Path, _token)));
        Assert.Equal("vergeten.txt", Assert.Single(FolderScan.FilesWith(_loot.Path, Password)));
    }

    private async Task PlantAsync()
    {
        var noord = await _register.JoinAsync("Parkeergarage Kanariewijk");
        await _register.RegisterAsync(noord, Person);
        await _register.AppendAsync(noord, Person.Person());
        var account = await _register.Installation.Accounts.CreateAsync("kanarie", Password, Role.Security, noord.Participant.Id, locationId: null);
        _token = await _register.Installation.Accounts.IssueTokenAsync(account.Id, "toestel");
        _session = await _register.Installation.Sessions.CreateAsync(new NewSession(account.Id, SealBox("ticket", Encoding.UTF8.GetBytes(Ticket))));
        _invitation = await _register.Installation.Invitations.CreateAsync(account.Id, InvitationKind.First, noord.Desk.AccountId);

        // As the store of authenticator apps keeps one: sealed under the key of credentials.
        await File.WriteAllBytesAsync(Path.Combine(_register.Folder, "app"), SealBox("app", Encoding.UTF8.GetBytes(AppSecret)), TestContext.Current.CancellationToken);
    }

    private void Carry(Func<string, bool> taken)
    {
        foreach (var path in Directory.EnumerateFiles(_register.Folder, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(_register.Folder, path);
            if (taken(relative))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(_loot.Combine(relative))!);
                File.Copy(path, _loot.Combine(relative));
                File.SetUnixFileMode(_loot.Combine(relative), UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
    }

    private void NothingIsFound()
    {
        Assert.NotEmpty(FolderScan.FilesWith(_loot.Path, "Parkeergarage Kanariewijk"));
        string[] secrets =
        [
            "Zwanenkamp", "uitdenzwanenkamp", "Theofanus", "1951-08-27", "19510827", "Nergensstraat", "KENMERK-77-Q",
            Password, Ticket, AppSecret, _token, _token["mp_".Length..], _session, _invitation, _invitation.Replace("-", string.Empty, StringComparison.Ordinal),
        ];
        Assert.All(secrets, secret => Assert.Empty(FolderScan.FilesWith(_loot.Path, secret)));

        // As bytes too: a secret that is kept, and not its hash.
        Assert.Empty(FolderScan.FilesWith(_loot.Path, Convert.FromHexString(_token["mp_".Length..])));
    }

    private void OpenAndRead(Index.Keys.SecretKey root)
    {
        var file = _loot.Combine("een-andere-wortel");
        DurableFile.WriteNew(file, root.Bytes);
        using var opened = new Opened(Installation.Open(_loot.Path, file, _register.Time));
        _ = opened.Installation.Projection.Count;
    }

    private byte[] SealBox(string label, byte[] plain)
    {
        using var cipher = SealedBox.Cipher(_register.Installation.Keys.Credentials);
        return SealedBox.Seal(cipher, plain, Encoding.UTF8.GetBytes(label));
    }

    private static byte[] OpenBox(Keyring keys, string label, byte[] box)
    {
        var plain = new byte[box.Length - SealedBox.OverheadBytes];
        using var cipher = SealedBox.Cipher(keys.Credentials);
        SealedBox.Open(cipher, box, plain, Encoding.UTF8.GetBytes(label));
        return plain;
    }

    private sealed record Opened(Installation Installation) : IDisposable
    {
        public void Dispose() => Installation.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
