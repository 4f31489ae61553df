namespace Meldpunt.Admin.QueryLog;

/// <summary>
/// The numbers of <c>docs/spec/query-log.md</c>: where each field of a row stands, and the fixed parts of tree and notes. Whoever writes the log and whoever
/// checks it share these and nothing else.
/// </summary>
public static class LogFormat
{
    /// <summary>The version that rows are written in.</summary>
    public const byte RowVersion = 1;

    /// <summary>Bytes of every row.</summary>
    public const int RowBytes = 386;

    /// <summary>Matched entries that a row has room for.</summary>
    public const int MaxMatched = 8;

    public const int VersionAt = 0;
    public const int PurposeAt = 1;
    public const int OutcomeAt = 2;
    public const int SeqAt = 4;
    public const int TimeAt = 12;
    public const int QueryIdAt = 20;
    public const int ParticipantAt = 36;
    public const int LocationAt = 52;
    public const int AccountAt = 68;
    public const int TerminalAt = 84;
    public const int TraceIdAt = 100;
    public const int MatchYearAt = 116;
    public const int MatchNumberAt = 118;
    public const int MatchedCountAt = 122;
    public const int MatchedAt = 126;
    public const int AgreementAt = 254;
    public const int SubjectYearAt = 286;
    public const int SubjectMonthAt = 288;
    public const int RuleAt = 290;
    public const int SubjectAt = 322;
    public const int SaltAt = 354;

    /// <summary>Bytes of an id; of a rule's name with its zeros; of pseudonym, salt and every hash.</summary>
    public const int IdBytes = 16;
    public const int RuleBytes = 32;
    public const int HashBytes = 32;

    /// <summary>What goes before a leaf and before a node of the tree (RFC 6962, section 2.1).</summary>
    public const byte LeafPrefix = 0;
    public const byte NodePrefix = 1;

    /// <summary>Hashes in a full tile, and the factor between a tile's level and its place in <c>log_tile.id</c>.</summary>
    public const int TileWidth = 256;
    public const long TileLevelFactor = 1L << 40;

    /// <summary>Kinds of signature in a note (C2SP signed-note).</summary>
    public const byte Ed25519Kind = 1;
    public const byte CosignatureKind = 4;

    /// <summary>What follows the origin in the first line of a statement of erasure.</summary>
    public const string ErasureSuffix = "/bewaartermijn";

    /// <summary>What follows the origin in the first line of a choice of the retention period.</summary>
    public const string RetentionSuffix = "/bewaartermijn-keuze";

    /// <summary>How moments stand in a statement of erasure.</summary>
    public const string MomentFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>First line of a proof (C2SP tlog-proof).</summary>
    public const string ProofHeader = "c2sp.org/tlog-proof@v1";

    /// <summary>Months that rows are kept when nobody chose otherwise.</summary>
    public const int DefaultRetentionMonths = 24;

    /// <summary>Names of the public key and of the second place, in the folder of the keys.</summary>
    public const string PublicKeyFile = "log.vkey";
    public const string SecondPlaceFile = "log.checkpoint";
}
