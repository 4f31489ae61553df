using System.Text;
using Dapper;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.Storage;

/// <summary>What a thief of the disk finds: of participants their names, of people in the register nothing.</summary>
public sealed class DiskTracesTests : IAsyncDisposable
{
    private readonly TestRegister _register = TestRegister.Create();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task No_file_holds_anything_of_a_person_in_the_register_while_it_runs_or_after_it_stopped()
    {
        var noord = await _register.JoinAsync("Parkeergarage Kanariewijk");
        var draft = new Draft
        {
            Surname = "Zwanenkamp",
            Prefix = "uit den",
            FirstNames = "Theofanus",
            BirthDate = "1951-08-27",
            Birthplace = "Verzonnendrecht",
            Address = "Nergensstraat 412",
            Postcode = "9876 QZ",
            FileReference = "KENMERK-77-Q",
            Weighing = "Sloeg een slagboom krom.",
            NoticeKind = "uitgesteld",
            NoticeDate = null,
            NoticeReason = "Onderzoek loopt nog.",
        };
        var entry = await _register.RegisterAsync(noord, draft);
        await _register.AppendAsync(noord, draft.Person(), entry.Id);
        string[] secrets =
        [
            "Zwanenkamp", "uitdenzwanenkamp", "Theofanus", "1951-08-27", "19510827", "Verzonnendrecht", "Nergensstraat", "9876 QZ", "9876QZ",
            "KENMERK-77-Q", "slagboom", "Onderzoek loopt",
        ];

        AssertNoTraces();
        await _register.RestartAsync();
        Assert.Equal(1, _register.Installation.Projection.Count);
        AssertNoTraces();

        void AssertNoTraces()
        {
            Assert.NotEmpty(FolderScan.FilesWith(_register.Folder, "Parkeergarage Kanariewijk"));
            Assert.All(secrets, secret => Assert.Empty(FolderScan.FilesWith(_register.Folder, secret)));
        }
    }

    [Fact]
    public async Task The_scan_finds_what_is_there_in_either_coding()
    {
        foreach (var (name, coding) in (IEnumerable<(string, Encoding)>)[("8", Encoding.UTF8), ("16le", Encoding.Unicode), ("16be", Encoding.BigEndianUnicode)])
        {
            await File.WriteAllTextAsync(
                Path.Combine(_register.Folder, name), "voor ZWANENKAMP na", coding, TestContext.Current.CancellationToken);
        }

        var found = FolderScan.FilesWith(_register.Folder, "Zwanenkamp").Order(StringComparer.Ordinal);

        Assert.Equal(["16be", "16le", "8"], found, StringComparer.Ordinal);
        Assert.Empty(FolderScan.FilesWith(_register.Folder, "Eendenkamp"));
    }

    [Fact]
    public async Task What_is_deleted_leaves_no_trace_once_the_write_ahead_log_is_emptied()
    {
        var noord = await _register.JoinAsync();
        var sessions = _register.Installation.Sessions;
        var keys = new List<string>();
        for (var number = 0; number < SessionLimits.MaxPerAccount; number++)
        {
            var ticket = Encoding.UTF8.GetBytes($"ticket-met-kanarie-{number}");
            keys.Add(await sessions.CreateAsync(new NewSession(noord.Desk.AccountId, ticket)));
        }

        EmptyWriteAheadLog();
        Assert.Equal("meldpunt.db", Assert.Single(FolderScan.FilesWith(_register.Folder, "ticket-met-kanarie")));
        foreach (var key in keys)
        {
            await sessions.EndAsync(key);
        }

        EmptyWriteAheadLog();

        Assert.Empty(FolderScan.FilesWith(_register.Folder, "ticket-met-kanarie"));
    }

    private void EmptyWriteAheadLog()
    {
        using var connection = _register.Installation.Database.Open();
        var (busy, _, _) = connection.QuerySingle<(int Busy, int Log, int Checkpointed)>("PRAGMA wal_checkpoint(TRUNCATE)");
        Assert.Equal(0, busy);
    }
}
