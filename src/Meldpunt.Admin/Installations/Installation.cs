using Dapper;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.FollowUps.Figures;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Messages;
using Meldpunt.Admin.NotMe;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Budgets;
using Meldpunt.Admin.QueryLog.Retention;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.QueryLog.Witnesses;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Register.Drafts;
using Meldpunt.Admin.Register.Honey;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Admin.Terminals;
using Meldpunt.Admin.Unidentified;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Matching;

namespace Meldpunt.Admin.Installations;

/// <summary>
/// One installation in one folder: database, keys, and everything that works on them. <c>Create</c> makes it once; nothing else ever does,
/// so that a mistyped folder is an error and not an empty register that lets everybody in.
/// </summary>
public sealed partial class Installation : IAsyncDisposable
{
    private readonly Lazy<IndexProjection> _projection;
    private readonly Lazy<EntryRegistrar> _registrar;
    private readonly RegisterTurn _turn = new();
    private readonly QueryIds _queryIds;

    private Installation(string folder, SqliteDatabase database, Keyring keys, LogIdentity identity, TimeProvider time)
    {
        Folder = folder;
        Database = database;
        Keys = keys;
        LogIdentity = identity;
        Time = time;
        Writer = new StoreWriter(database);
        Traces = new ErasedTraces(database);
        Directory = new AccessDirectory(database, time);
        Accounts = new AccountStore(database, Writer, time);
        Invitations = new InvitationStore(database, Writer, time);
        Entries = new EntryStore(database, keys);
        Unidentified = new UnidentifiedStore(database, keys);
        Drafts = new DraftStore(database, keys, Writer, time);
        Strength = MatchStrengths.Parse(ReadStrength(database));
        _queryIds = new QueryIds(keys.QueryIds);
        QueryLog = new QueryLogAppender(Writer, keys, _queryIds, time, MatchRule.Of(Strength));
        Acts = new ActLog(QueryLog);
        Sessions = new SessionStore(database, Writer, Acts, time);
        Authenticators = new AuthenticatorStore(database, Writer, keys, time);
        RecoveryCodes = new RecoveryCodes(database, Writer, time);
        Passkeys = new PasskeyStore(database, Writer, time);
        SecondFactors = new SecondFactors(database, Writer, Acts, Authenticators, Passkeys, RecoveryCodes);
        ActReader = new ActReader(database);
        AccountDesk = new AccountDesk(Writer, Invitations, Acts, time);
        AccountList = new AccountList(database, time);
        PasswordStore = new PasswordStore(Writer, Invitations, Acts);
        Terminals = new TerminalStore(database, Writer, Acts, time);
        Pins = new PinStore(Writer, Invitations, Acts);
        Budgets = new BudgetStore(database, Writer, Acts);
        Participants = new ParticipantStore(Writer, Acts, time);
        Erasure = new ParticipantErasure(database, Writer, Acts, Entries, Traces, time);
        QueryLogReader = new QueryLogReader(database, _queryIds);
        Retention = new RetentionStore(database, Writer, identity, keys, time);
        Witnesses = new WitnessStore(database, Writer, time);
        Honey = new HoneyBook(database, keys);
        FollowUps = new FollowUpStore(database, keys);
        FollowUpDesk = new FollowUpDesk(Writer, Acts, keys, Bell, time);
        Marks = new NotMeStore(database);
        Figures = new FigureReader(database, time);
        Messages = new MessageStore(database);
        MessageDesk = new MessageDesk(Writer, Acts, time);
        Channels = new ChannelStore(database, Writer, Acts, keys, Bell, Traces, time);
        Outbox = new OutboxStore(database, Writer, Channels, Bell, time);
        var chain = new ChainNotice(Acts, time);
        MatchFollower = new MatchFollower(database, Writer, chain, Bell, time);
        FollowUpClock = new FollowUpClock(database, Writer, chain, Bell, time);
        KeyRequests = new KeyRequests(database, Writer, time);
        // Verbs that touch no person need no index, and building one reads the whole register.
        _projection = new Lazy<IndexProjection>(() => new IndexProjection(Entries, keys, time, Strength));
        _registrar = new Lazy<EntryRegistrar>(() => new EntryRegistrar(database, Entries, Projection, QueryLog, Acts, keys, Writer, _turn, Honey, time));
    }

    public string Folder { get; }

    public SqliteDatabase Database { get; }

    public Keyring Keys { get; }

    /// <summary>Who the query log is.</summary>
    public LogIdentity LogIdentity { get; }

    public TimeProvider Time { get; }

    public StoreWriter Writer { get; }

    /// <summary>What was erased and may still stand in the write-ahead log.</summary>
    public ErasedTraces Traces { get; }

    public AccessDirectory Directory { get; }

    public ParticipantStore Participants { get; }

    public AccountStore Accounts { get; }

    public InvitationStore Invitations { get; }

    /// <summary>Machines at gates that several people sign in on.</summary>
    public TerminalStore Terminals { get; }

    /// <summary>What those people type there.</summary>
    public PinStore Pins { get; }

    /// <summary>Makes, invites, recovers and ends accounts.</summary>
    public AccountDesk AccountDesk { get; }

    public AccountList AccountList { get; }

    public PasswordStore PasswordStore { get; }

    /// <summary>Hashes passwords and PINs, a bounded number at once.</summary>
    public PasswordWork Passwords { get; } = new();

    public AuthenticatorStore Authenticators { get; }

    public RecoveryCodes RecoveryCodes { get; }

    public PasskeyStore Passkeys { get; }

    public SecondFactors SecondFactors { get; }

    public SessionStore Sessions { get; }

    public EntryStore Entries { get; }

    /// <summary>Registrations that are being made.</summary>
    public DraftStore Drafts { get; }

    /// <summary>How much must agree before a visitor is called the same person; the consortium's choice, taken in at the next start.</summary>
    public MatchStrength Strength { get; }

    public QueryLogAppender QueryLog { get; }

    /// <summary>What is done to the register and to participants, written with the change itself.</summary>
    public ActLog Acts { get; }

    public ActReader ActReader { get; }

    /// <summary>How many people may be asked about.</summary>
    public BudgetStore Budgets { get; }

    /// <summary>Erases what participants left behind.</summary>
    public ParticipantErasure Erasure { get; }

    public QueryLogReader QueryLogReader { get; }

    /// <summary>How long rows of the query log are kept, and what was erased.</summary>
    public RetentionStore Retention { get; }

    /// <summary>Who watches the query log from outside.</summary>
    public WitnessStore Witnesses { get; }

    /// <summary>What the command line asks of the process that serves, about keys.</summary>
    public KeyRequests KeyRequests { get; }

    /// <summary>Replaces keys.</summary>
    public KeyRotation Rotation => new(this);

    /// <summary>The installation's own id.</summary>
    public OpaqueId Id
    {
        get
        {
            using var connection = Database.Open();
            return connection.QuerySingle<OpaqueId>("SELECT id FROM installation");
        }
    }

    /// <summary>True when the hot index was built.</summary>
    public bool IsProjecting => _projection.IsValueCreated;

    /// <summary>The hot index; built at the first use, which takes as long as reading the register does.</summary>
    public IndexProjection Projection => _projection.Value;

    /// <summary>Makes entries, one at a time.</summary>
    public EntryRegistrar Registrar => _registrar.Value;

    /// <summary>Which entries are of persons who do not exist.</summary>
    public HoneyBook Honey { get; }

    /// <summary>Makes them.</summary>
    public HoneyDesk HoneyDesk => new(Honey, Registrar, Desk, Directory, Time);

    /// <summary>Changes them.</summary>
    public EntryDesk Desk => new(Database, Entries, Projection, QueryLog, QueryLogReader, Acts, Keys, Writer, _turn, Traces, Time);

    /// <summary>Persons who could not be identified (article 5.3).</summary>
    public UnidentifiedStore Unidentified { get; }

    /// <summary>Changes unidentified persons. One for a process: two who recognise the same person at once wait for each other in it.</summary>
    public UnidentifiedDesk CreateUnidentifiedDesk() => new(Unidentified, Registrar, Acts, Keys, Writer, Traces, Time);

    /// <summary>Shows unidentified persons. One for a process: it remembers who was shown whom a moment ago.</summary>
    public UnidentifiedViewer CreateUnidentifiedViewer() => new(Unidentified, Acts, Writer, Time);

    /// <summary>True when the folder holds an installation, whole or not.</summary>
    public static bool Exists(string folder) => File.Exists(Path.Combine(folder, SqliteDatabase.FileName));

    /// <summary>Makes an installation: keys, then the empty database. Throws <see cref="InstallationException"/> when there is one.</summary>
    /// <param name="folder">The data folder; made when it is not there.</param>
    /// <param name="keyFile">Where the root secret goes; null for its place in the folder. A file that exists is used as it is.</param>
    /// <param name="time">The clock.</param>
    /// <param name="strength">How much must agree before a visitor is called the same person; another can be chosen later.</param>
    /// <param name="origin">The name of the query log in its seal, for good; null for one made of the installation's id.</param>
    public static void Create(string folder, string? keyFile, TimeProvider time, MatchStrength strength = MatchStrength.Balanced, string? origin = null)
    {
        using var source = RootSource.File(keyFile);
        Create(folder, source, time, strength, origin);
    }

    /// <summary>As the other, with any root secret.</summary>
    public static void Create(string folder, RootSource source, TimeProvider time, MatchStrength strength = MatchStrength.Balanced, string? origin = null) =>
        InstallationMaker.Create(folder, source, time, strength, origin);

    /// <summary>Opens an installation. Throws <see cref="InstallationException"/> when there is none.</summary>
    public static Installation Open(string folder, string? keyFile, TimeProvider time)
    {
        using var source = RootSource.File(keyFile);
        return Open(folder, source, time);
    }

    /// <summary>As the other, with any root secret. A new master that was being put in the place of the old one when a process was killed is put there now.</summary>
    public static Installation Open(string folder, RootSource source, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!Exists(folder))
        {
            throw new InstallationException(
                $"In {folder} staat geen Meldpunt. Maak er eerst een: meldpunt init --data {folder}");
        }

        var database = new SqliteDatabase(folder);
        if (!database.IsInstallation())
        {
            throw new InstallationException(
                $"{database.FilePath} is geen database van Meldpunt, of is leeg. Zet een goede kopie terug; maak er geen nieuwe van, want een leeg register laat iedereen door.");
        }

        SqliteScripts.Apply(database);
        using var root = source.Unlock(InstallationFolder.Keys(folder));
        var keys = Keyring.Open(InstallationFolder.Keys(folder), root);
        using var connection = database.Open();
        var identity = LogIdentity.Read(connection) ?? LogIdentity.Begin(connection, InstallationFolder.Keys(folder), keys, origin: null, time);
        HoneyBook.Begin(connection, keys);
        var installation = new Installation(folder, database, keys, identity, time);
        installation.Rotation.FinishAtOpening();
        return installation;
    }

    /// <summary>Chooses another strength; completes when that is durable. A service takes it in when it starts, and so does this object.</summary>
    public Task ChooseStrengthAsync(MatchStrength strength) => Writer.WriteAsync(connection =>
        connection.Execute("UPDATE installation SET match_strength = @Name", new { Name = strength.ToDutch() }));

    private static string ReadStrength(SqliteDatabase database)
    {
        using var connection = database.Open();
        return connection.QuerySingle<string>("SELECT match_strength FROM installation");
    }

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync().ConfigureAwait(false);
        if (_projection.IsValueCreated)
        {
            _projection.Value.Dispose();
        }

        _turn.Dispose();
        Passwords.Dispose();
        _queryIds.Dispose();
        Keys.Dispose();
        Database.CloseIdle();
    }
}
