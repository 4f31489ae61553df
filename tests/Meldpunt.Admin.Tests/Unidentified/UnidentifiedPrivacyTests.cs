using System.Security.Cryptography;
using System.Text;
using Dapper;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Admin.Unidentified;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Tests.Unidentified;

/// <summary>What a thief of the disk finds of unidentified persons: days and ids.</summary>
public sealed class UnidentifiedPrivacyTests : IAsyncDisposable
{
    private readonly UnidentifiedBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task No_file_holds_anything_of_a_person_or_of_an_image_while_it_runs_or_after_it_stopped()
    {
        var noord = await _bench.Register.JoinAsync("Parkeergarage Kanariewijk");
        var picture = UnidentifiedBench.Picture(HandMadePng.Make(30, 20));
        var person = await _bench.MakeAsync(
            noord.Desk,
            new UnidentifiedInput
            {
                Description = "Draagt een paardenmasker.",
                Place = "Hellingbaan Nergens",
                IncidentDate = "2026-11-20",
                TimeOfDay = "22:47",
                LastDay = "2027-11-20",
                FileReference = "KENMERK-88-Q",
                EvidenceInFile = true,
                Weighing = "Weegt zwaarder.",
            },
            picture);
        await _bench.Viewer.FindAsync(noord.Desk, person.Id);
        var middle = Encoding.Latin1.GetString(picture.Bytes.AsSpan(60, 24));

        AssertNoTraces();
        await _bench.Register.RestartAsync();
        AssertNoTraces();

        void AssertNoTraces()
        {
            Assert.NotEmpty(FolderScan.FilesWith(_bench.Register.Folder, "Parkeergarage Kanariewijk"));
            foreach (var secret in (string[])["paardenmasker", "Hellingbaan", "22:47", "KENMERK-88-Q", "zwaarder"])
            {
                Assert.Empty(FolderScan.FilesWith(_bench.Register.Folder, secret));
            }

            Assert.False(Holds(Encoding.Latin1.GetBytes(middle)), "A piece of the image stands in a file.");
        }
    }

    [Fact]
    public async Task Withdrawn_and_recognised_persons_leave_no_key_no_field_and_no_image()
    {
        var noord = await _bench.Register.JoinAsync();
        var withdrawn = await _bench.MakeAsync(noord.Desk, input: null, UnidentifiedBench.Picture());
        var recognised = await _bench.MakeAsync(noord.Desk, input: null, UnidentifiedBench.Picture());
        var sealedBefore = _bench.Register.Read<byte[]>("SELECT bytes FROM unidentified_image UNION ALL SELECT description FROM unidentified UNION ALL SELECT wrapped_key FROM unidentified");
        EmptyWriteAheadLog();
        Assert.All(sealedBefore, box => Assert.True(Holds(box.AsSpan(0, 40).ToArray())));

        await _bench.Desk.WithdrawAsync(noord.Desk, withdrawn.Id, "onterecht", []);
        await _bench.Desk.IdentifyAsync(noord.Desk, recognised.Id, new Draft().Input(), []);

        Assert.Equal(6, sealedBefore.Count);
        Assert.All(sealedBefore, box => Assert.False(Holds(box.AsSpan(0, 40).ToArray())));
        Assert.Empty(_bench.Register.Read<long>("SELECT rowid FROM unidentified_image"));
        Assert.Equal([4, 5], _bench.Register.Read<long>("SELECT state FROM unidentified ORDER BY state"));
        Assert.All(_bench.Register.Read<byte[]>("SELECT wrapped_key FROM unidentified"), key => Assert.All(key, value => Assert.Equal(0, value)));
        Assert.Equal([0, 0], _bench.Register.Read<long>(
            "SELECT length(description) + length(place) + length(time_of_day) + length(file_reference) + length(weighing) FROM unidentified"));
    }

    [Fact]
    public async Task An_image_that_is_removed_is_gone_at_once()
    {
        var noord = await _bench.Register.JoinAsync();
        var person = await _bench.MakeAsync(noord.Desk, input: null, UnidentifiedBench.Picture(), UnidentifiedBench.Picture());
        var box = _bench.Register.Read<byte[]>("SELECT bytes FROM unidentified_image ORDER BY rowid")[0];

        await _bench.Desk.RemoveImageAsync(noord.Desk, person.Id, person.Images[0].Id);

        Assert.False(Holds(box.AsSpan(0, 40).ToArray()));
        Assert.Equal(person.Images[1].Id, Assert.Single((await _bench.Viewer.FindAsync(noord.Desk, person.Id))!.Images).Id);
    }

    [Fact]
    public async Task An_image_cannot_be_shown_as_another_or_of_another()
    {
        var noord = await _bench.Register.JoinAsync();
        var person = await _bench.MakeAsync(noord.Desk, input: null, UnidentifiedBench.Picture(), UnidentifiedBench.Picture(HandMadeJpeg.Make(1, 1)));
        await using (var connection = _bench.Register.Installation.Database.Open())
        {
            await connection.ExecuteAsync("UPDATE unidentified_image SET bytes = (SELECT bytes FROM unidentified_image ORDER BY rowid LIMIT 1)");
        }

        Assert.NotNull(await _bench.Viewer.FindImageAsync(noord.Desk, person.Id, person.Images[0].Id));
        await Assert.ThrowsAnyAsync<CryptographicException>(() => _bench.Viewer.FindImageAsync(noord.Desk, person.Id, person.Images[1].Id));
    }

    [Fact]
    public void Bytes_are_sealed_to_their_part_and_their_role()
    {
        var (entry, part) = (OpaqueId.Create(), OpaqueId.Create());
        using var cipher = EntryCipher.Create(entry);
        byte[] bytes = [1, 2, 3];

        var box = cipher.SealBytes(part, "image", bytes);

        Assert.Equal(bytes, cipher.UnsealBytes(part, "image", box));
        Assert.ThrowsAny<CryptographicException>(() => cipher.UnsealBytes(part, "other", box));
        Assert.ThrowsAny<CryptographicException>(() => cipher.UnsealBytes(OpaqueId.Create(), "image", box));
        Assert.ThrowsAny<CryptographicException>(() => cipher.UnsealBytes(part, "image", box.AsSpan(0, 10)));
    }

    private bool Holds(byte[] needle) => Directory.EnumerateFiles(_bench.Register.Folder, "*", SearchOption.AllDirectories).Any(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray().AsSpan().IndexOf(needle) >= 0;
    });

    private void EmptyWriteAheadLog()
    {
        using var connection = _bench.Register.Installation.Database.Open();
        var (busy, _, _) = connection.QuerySingle<(int Busy, int Log, int Checkpointed)>("PRAGMA wal_checkpoint(TRUNCATE)");
        Assert.Equal(0, busy);
    }
}
