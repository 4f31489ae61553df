using System.Security.Cryptography;
using System.Text;
using Dapper;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;
using Meldpunt.Tests;

namespace Meldpunt.Admin.Tests.Storage;

/// <summary>What somebody has who carries the disk away without the root secret, or a backup without the key folder: nobody's name, and nothing that opens a door.</summary>
public sealed class StolenDiskTests : IAsyncDisposable
{
    private const string Password = "zeventien kanaries tellen 17";
    private const string Ticket = "ticket-van-de-sessie-88";
    private const string Pin = "58204937116";

    private static readonly byte[] CredentialId = [.. "referentie-van-een-passkey"u8];

    private static readonly Draft Person = new()
    {
        Surname = "Zwanenkamp",
        Prefix = "uit den",
        FirstNames = "Theofanus",
        BirthDate = "1951-08-27",
        Address = "Nergensstraat 412",
        FileReference = "KENMERK-77-Q",
    };

    private readonly TestRegister _register = TestRegister.Create();
    private readonly TempFolder _loot = new();
    private string _token = string.Empty;
    private string _session = string.Empty;
    private string _invitation = string.Empty;
    private string _terminal = string.Empty;
    private byte[] _app = [];
    private IReadOnlyList<string> _paper = [];
    private OpaqueId _owner;
    private OpaqueId _invented;
    private OpaqueId _auditor;

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
        Assert.Equal(CodeOutcome.Accepted, await opened.Authenticators.UseAsync(_owner, Totp.CodeOf(_app, Totp.StepAt(_register.Time.GetUtcNow()))));
        Assert.True(await opened.RecoveryCodes.UseAsync(_owner, _paper[0]));
        Assert.True(await opened.Passwords.VerifyAsync(opened.Accounts.FindById(_owner)!.PinHash, Pin, TestContext.Current.CancellationToken));
        Assert.NotNull(opened.Directory.FindTerminalBySecret(_terminal));
        Assert.NotNull(opened.Passkeys.Find(CredentialId));
        Assert.True(opened.Honey.Contains(_invented));
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

        await PlantFactorsAsync(noord);
        await InventAsync(noord);
    }

    // Somebody at a gate with every way in that there is.
    private async Task PlantFactorsAsync(Garage garage)
    {
        var house = _register.Installation;
        _owner = (await house.Accounts.CreateAsync("kanarie-poort", Password, Role.Gate, garage.Participant.Id, garage.Gate.Location!.Id)).Id;
        _app = await house.GiveAppAsync(_owner);
        var hash = await house.Passwords.CreateAsync(Pin, TestContext.Current.CancellationToken);
        await house.Writer.WriteAsync(connection =>
        {
            connection.Execute("UPDATE account SET staff_number = '1', pin_hash = @hash WHERE id = @_owner", new { hash, _owner });
            _paper = house.RecoveryCodes.Replace(connection, _owner);
            return house.Passkeys.Add(connection, new Passkey
            {
                CredentialId = CredentialId,
                AccountId = _owner,
                Name = "telefoon",
                PublicKey = [1],
                Transports = string.Empty,
                Attestation = [2],
                ClientData = [3],
                CreatedAt = TestDays.Now,
            });
        });
        var added = await house.Terminals.AddAsync(garage.Desk, garage.Gate.Location!.Id, "Kassa 1");
        _terminal = (await house.Terminals.EnrolAsync(added.Code, certificateHash: null, _ => true))!.Secret;
    }

    private async Task InventAsync(Garage garage)
    {
        var auditor = _register.CallerOf(await _register.TokenAsync("toezicht", Role.Oversight, participantId: null, locationId: null));
        _auditor = auditor.AccountId;
        var made = await _register.Installation.HoneyDesk.MakeAsync(auditor, garage.Desk.AccountId, new Draft { Surname = "Lokvogel", FirstNames = "Verzonnen" }.Input(), []);
        Assert.Empty(made.Faults);
        _invented = made.Entry!.Id;
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
            "Lokvogel", Password, Ticket, Pin, Totp.ToBase32(_app), _terminal, .. _paper, .. _paper.Select(code => code.Replace("-", string.Empty, StringComparison.Ordinal)), _token, _token["mp_".Length..], _session, _invitation, _invitation.Replace("-", string.Empty, StringComparison.Ordinal),
        ];
        Assert.All(secrets, secret => Assert.Empty(FolderScan.FilesWith(_loot.Path, secret)));

        // As bytes too: a secret that is kept, and not its hash.
        Assert.Empty(FolderScan.FilesWith(_loot.Path, Convert.FromHexString(_token["mp_".Length..])));
        Assert.Empty(FolderScan.FilesWith(_loot.Path, _app));
        HoneyIsNotTold();
    }

    // Ids stand in the clear in the register; which of them is invented, and by whom, stands in boxes that all look the same.
    private void HoneyIsNotTold()
    {
        var boxes = _register.Read<byte[]>("SELECT box FROM honey").ToList();
        Assert.NotEmpty(boxes);
        Assert.Single(boxes.Select(box => box.Length).Distinct());
        Assert.All(boxes, box => Assert.All((OpaqueId[])[_invented, _auditor], id => Assert.Equal(-1, box.AsSpan().IndexOf(id.ToByteArray()))));
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

    private sealed record Opened(Installation Installation) : IDisposable
    {
        public void Dispose() => Installation.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
