namespace Meldpunt.Service.Tests.Processing;

/// <summary>A span as a collector reads it.</summary>
public sealed record ReceivedSpan(
    string TraceId,
    string SpanId,
    bool HasParent,
    string Name,
    string Start,
    string End,
    int Status,
    IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyDictionary<string, string> Resource,
    string Json)
{
    public string Subject => Attributes["dpl.core.data_subject_id"];

    /// <summary>What an ingest that is idempotent goes by.</summary>
    public string Key => TraceId + "/" + SpanId;
}
