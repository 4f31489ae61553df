using Dapper;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Retention;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Matching;

namespace Meldpunt.Admin.Tests.QueryLog.Seal;

/// <summary>
/// A log with its sealer; and outside of both a memory of what was promised: every answer that was given, every checkpoint that was shown. It can be killed at
/// any moment and go on from what the disk then held.
/// </summary>
internal sealed class SealedLog : IAsyncDisposable
{
    private readonly List<TempFolder> _folders = [];
    private readonly Caller _gate = new() { AccountId = OpaqueId.Create(), UserName = "poort", Role = Role.Gate, TerminalId = OpaqueId.Create() };
    private bool _isOpen;
    private List<OpaqueId> _answered = [];
    private List<string> _shown = [];
    private (string Folder, List<OpaqueId> Answered, List<string> Shown)? _corpse;

    private SealedLog()
    {
        Folder = NewFolder();
        Installation.Create(Folder, keyFile: null, Time);
        Open();
    }

    public ManualTime Time { get; } = new(TestDays.Now);

    public string Folder { get; private set; }

    public string Keys => InstallationFolder.Keys(Folder);

    public Installation House { get; private set; } = null!;

    public LogSealer Sealer { get; private set; } = null!;

    /// <summary>The queries that were answered: those must be in the log for ever.</summary>
    public IReadOnlyList<OpaqueId> Answered => _answered;

    /// <summary>The checkpoints that were there for all to see, in order: the log must extend each of them for ever.</summary>
    public IReadOnlyList<string> Shown => _shown;

    /// <summary>Called at each step of sealing.</summary>
    public Action<SealStep>? AtStep { get; set; }

    public static SealedLog Create() => new();

    /// <summary>A log of so many rows, all sealed.</summary>
    public static async Task<SealedLog> CreateAsync(int rows)
    {
        var log = new SealedLog();
        await log.AskAsync(rows);
        await log.SealAllAsync();
        return log;
    }

    /// <summary>Asks at the same moment; every third is a match.</summary>
    public async Task AskAsync(int count = 1)
    {
        var rows = await Task.WhenAll(Enumerable.Range(0, count).Select(number => AskOneAsync(number % 3 == 0)));
        _answered.AddRange(rows.Select(row => row.QueryId));
    }

    /// <summary>The same, where some may get no answer; how many got none.</summary>
    public async Task<int> TryAskAsync(int count)
    {
        var refused = 0;
        foreach (var question in Enumerable.Range(0, count).Select(number => AskOneAsync(number % 3 == 0)).ToList())
        {
            try
            {
                _answered.Add((await question).QueryId);
            }
            catch (StoreUnavailableException)
            {
                refused++;
            }
        }

        return refused;
    }

    public async Task SealAllAsync()
    {
        while (await Sealer.SealAsync())
        {
        }
    }

    /// <summary>Keeps what the disk holds now, and what was promised until now. The process goes on, but nothing it does from here on counts.</summary>
    public void Die()
    {
        if (_corpse is null)
        {
            var folder = NewFolder();
            FolderCopy.Make(Folder, folder);
            _corpse = (folder, [.. _answered], [.. _shown]);
        }
    }

    /// <summary>Starts on what was left when it died, and after something happened to its keys.</summary>
    public async Task ReviveAsync(Action<string>? toKeys = null)
    {
        Assert.NotNull(_corpse);
        await CloseAsync();
        (Folder, _answered, _shown) = _corpse.Value;
        _corpse = null;
        toKeys?.Invoke(Keys);
        Open();
    }

    /// <summary>Stops and starts again.</summary>
    public async Task RestartAsync()
    {
        await CloseAsync();
        Open();
    }

    /// <summary>Stops, lets something happen to the folder, and tries to start; what the refusal says.</summary>
    public async Task<LogRefusedException> RefusedAfterAsync(Action<SealedLog> harm)
    {
        await CloseAsync();
        harm(this);
        await using var house = Installation.Open(Folder, keyFile: null, Time);
        return Assert.Throws<LogRefusedException>(() => LogSealer.Open(house));
    }

    /// <summary>What somebody does with SQL who has the file, with the protection of the table off.</summary>
    public void Tamper(string sql, object? parameters = null)
    {
        using var connection = new SqliteDatabase(Folder).Open();
        var triggers = connection.Query<(string Name, string Sql)>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'query_log'").AsList();
        triggers.ForEach(trigger => connection.Execute($"DROP TRIGGER {trigger.Name}"));
        connection.Execute(sql, parameters);
        triggers.ForEach(trigger => connection.Execute(trigger.Sql));
    }

    /// <summary>The statement of this log that rows up to this one were erased, their time being over.</summary>
    public string StatementOf(long lastSeq) =>
        Sealer.Signer.SignNote(new LogErasure(lastSeq, TestDays.Now.AddMonths(-25), TestDays.Now).ToText(House.LogIdentity.Origin)).ToString();

    /// <summary>From here on it is another log: nothing was promised of it yet.</summary>
    public void ForgetPromises()
    {
        _answered.Clear();
        _shown.Clear();
    }

    /// <summary>What the database holds, as somebody reads it who has the file.</summary>
    public IReadOnlyList<T> Read<T>(string sql)
    {
        using var connection = House.Database.Open();
        return connection.Query<T>(sql).AsList();
    }

    public IReadOnlyList<byte[]> Rows() => [.. House.QueryLogReader.AllBytes()];

    public string NewFolder()
    {
        var folder = new TempFolder();
        _folders.Add(folder);
        return folder.Path;
    }

    /// <summary>Starts after <see cref="CloseAsync"/>.</summary>
    public void Open()
    {
        House = Installation.Open(Folder, keyFile: null, Time);
        Sealer = LogSealer.Open(House);
        Sealer.At = Step;
        _isOpen = true;
        Show();
    }

    public async Task CloseAsync()
    {
        if (!_isOpen)
        {
            return;
        }

        _isOpen = false;
        AtStep = null;
        House.Writer.BeforeCommit = null;
        House.Writer.AfterCommit = null;
        Sealer.Dispose();
        await House.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _folders.ForEach(folder => folder.Dispose());
    }

    private async Task<LoggedQuery> AskOneAsync(bool match)
    {
        FoundEntry[] found = match ? [new FoundEntry(OpaqueId.Create(), TestRegister.SameName)] : [];
        return await House.QueryLog.AppendAsync(_gate, new Draft().Person(), found, found.Length);
    }

    private void Step(SealStep step)
    {
        AtStep?.Invoke(step);
        if (step == SealStep.Published)
        {
            Show();
        }
    }

    private void Show()
    {
        Assert.Equal(SecondPlace.ReadFrom(Keys), Sealer.Published.Note);
        _shown.Add(Sealer.Published.Note);
    }
}
