namespace Meldpunt.Service.QueryLogs;

/// <summary>Where the tree of the query log is served (docs/spec/query-log.md, section 6), for the service and for the witness that reads it.</summary>
internal static class LogPaths
{
    public const string Base = "/logboek";
    public const string Checkpoint = Base + "/checkpoint";
    public const string Tile = Base + "/tile/";
    public const string Key = Base + "/sleutel";
    public const string Cosignatures = Base + "/medeondertekeningen";

    /// <summary>Largest checkpoint with all its signatures, in bytes.</summary>
    public const int MaxCheckpointBytes = 64 * 1024;
}
