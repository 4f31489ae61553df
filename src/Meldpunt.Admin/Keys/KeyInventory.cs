namespace Meldpunt.Admin.Keys;

/// <summary>
/// Every key of an installation (ASVS 5.0, 11.1.1 and 11.1.2). A test holds it against the files of an installation that ran, against the fields of the program that can hold a key, and
/// against <c>docs/keys.md</c>: a key without a line here is a fault.
/// </summary>
public static class KeyInventory
{
    private const string UnderMaster = "master key";
    private const string WithInstallation = "`init`";
    private const string WithIt = "with the installation";

    /// <summary>The keys, the outermost first.</summary>
    public static IReadOnlyList<KeyRecord> All { get; } =
    [
        new("root secret", "keys/root.key", ["Passphrase._bytes"], "nothing: keep it off this disk (`--sleutelbestand`, systemd credential)", "opens the master key", "`init`, or whoever brings it", "`sleutel wissel --wat wortel`"),
        new("root secret, next", "keys/root.next.key", [], "nothing", "takes the place of the root secret", "`sleutel wissel --wat wortel`", "renamed or erased at the next opening"),
        new("master key", "keys/master.key", ["MasterKeys._current"], "root secret, or passphrase through Argon2id (`keys/root.salt`)", "wraps the keys below", WithInstallation, "`sleutel wissel --wat hoofd`"),
        new("master key, next", "keys/master.next.key", ["MasterKeys._next"], "root secret, and the present master key", "takes the place of the master key", "`sleutel wissel --wat hoofd`", "erased when it took over"),
        new("index key", "keys/named/index.key", ["Keyring._index", "PersonIndex._hashKey", "TagHasher._key"], UnderMaster, "all hashes in the hot index", WithInstallation, "`sleutel wissel --wat index`"),
        new("session key", "keys/named/sessions.key", ["Keyring.Sessions"], UnderMaster, "seals the web keys", WithInstallation, WithIt),
        new("key of bodies", "keys/named/bodies.key", ["Keyring.Bodies"], UnderMaster, "knows a body again that is sent twice", WithInstallation, WithIt),
        new("key of query ids", "keys/named/query-ids.key", ["Keyring.QueryIds", "QueryIds._aes", "QueryIds._encryptor"], UnderMaster, "ids of queries (ADR 0018)", WithInstallation, "with the installation: ids that were given out must be readable"),
        new("key of credentials", "keys/named/credentials.key", ["Keyring.Credentials"], UnderMaster, "seals secrets of authenticator apps, and addresses and secrets of channels (ADR 0031)", WithInstallation, WithIt),
        new("honey key", "keys/named/honey.key", ["Keyring.Honey"], UnderMaster, "hides which entries are of persons who do not exist", WithInstallation, WithIt),
        new("named keys, being made", "keys/named.new/*", [], UnderMaster, "the folder gets its name when all are in it", WithInstallation, "at once; what a crash left is made anew"),
        new("seed of the log's seal", "keys/log-signing.key", ["Keyring._logSigning", "NoteSigner._seed"], UnderMaster, "signs checkpoints and statements of erasure (Ed25519)", WithInstallation, "with the log: another key is another log (ADR 0027)"),
        new("epoch keys", "keys/epochs/*", ["MonthKeys._keys"], UnderMaster, "wrap the keys of entries, drafts and unidentified persons that must be gone in that month", "whoever seals the first of that month", "when nothing of that month may be read any more (ADR 0004)"),
        new("log-subject keys", "keys/log-subjects/*", ["MonthKeys._keys"], UnderMaster, "pseudonyms in the query log of that month", "the first query of the month", "with the last row of that month (ADR 0017)"),
        new("entry keys", null, ["EntryCipher._key", "EntryCipher._cipher"], "epoch key; wrapped in the row of the entry in the database", "seal the fields of one entry, draft or unidentified person", "whoever registers", "with the entry: row overwritten, or its epoch key destroyed"),
        new("not-me keys", null, ["EntryMarks._key"], "derived from the entry key, never stored", "marks of visitors who are not the registered person (ADR 0032)", "whoever makes or counts a mark", "with the entry key; in memory with the last mark of the entry"),
        new("web keys", "keys/web/*", [], "session key", "form tokens, wrapping of cookies (ASP.NET Core data protection)", "serving", "90 days after it was made"),
        new("comparison key", null, ["PersonIndex.AnyKey", "AccuracyRun._indexKey"], "never stored", "compares people outside the register: a correction with its entry, the packs of `toets`", "each process", "with the process"),
        new("key of budgets", null, ["QueryBudgets._key"], "never stored", "knows a person again who was asked about within ten minutes", "serving", "with the process"),
        new("key of TLS", null, ["ServerCertificate._context"], "nothing: the file of `--certificaatsleutel`", "TLS", "whoever made the certificate", "with the certificate; taken in anew without a restart (ADR 0028)"),
        new("witness's seed", null, ["WitnessFolder._seed"], "nothing: a file in the witness's own folder, on another machine", "cosigns checkpoints", "`logboek getuige`", "with the witness"),
    ];

    /// <summary>The files of a key in a data folder, as they are named below it.</summary>
    public static IReadOnlyList<string> FilesOf(KeyRecord key, string folder)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.File is not { } pattern || !Directory.Exists(Path.Combine(folder, Path.GetDirectoryName(pattern)!)))
        {
            return [];
        }

        return [.. Directory.EnumerateFiles(Path.Combine(folder, Path.GetDirectoryName(pattern)!), Path.GetFileName(pattern)).Select(path => Path.GetRelativePath(folder, path))];
    }

    /// <summary>Files beside the keys that hold no secret.</summary>
    public static IReadOnlyList<string> NoKeys { get; } =
        ["keys/keys.lock", "keys/log.lock", "keys/log.checkpoint", "keys/log.vkey", "keys/root.salt", "keys/root.next.salt"];
}
