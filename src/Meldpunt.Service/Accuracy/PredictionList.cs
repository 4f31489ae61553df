using CsvHelper;

namespace Meldpunt.Service.Accuracy;

/// <summary>Writes what the matcher answered as CSV, <c>qid,match,id</c>, so that a scorer of somebody else's making can count it again.</summary>
internal sealed class PredictionList : IDisposable
{
    private readonly CsvWriter _writer;

    /// <summary>Starts with the header.</summary>
    /// <param name="output">Where to; closed with this.</param>
    public PredictionList(Stream output)
    {
        _writer = CsvWriter.Create(output, new CsvWriterOptions { NewLine = "\n" });
        _writer.WriteRecord("qid", "match", "id");
    }

    public void Add(QueryResult result)
    {
        var ids = string.Join(CsvColumns.ListSeparator, result.Matched.Select(person => person.Id));
        _writer.WriteRecord(result.Query.Id, result.Matched.Count > 0 ? "1" : "0", ids);
    }

    public void Dispose() => _writer.Dispose();
}
