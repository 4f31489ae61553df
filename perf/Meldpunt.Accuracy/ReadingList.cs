using Meldpunt.Population;

namespace Meldpunt.Accuracy;

/// <summary>Questions that were answered wrongly, each with the entries that it should or should not have met, for a human to read. Invented people only.</summary>
internal sealed class ReadingList(string? path) : IDisposable
{
    // More than anybody reads; the similar twins alone could fill a disk.
    private const int MaxLines = 20_000;

    private readonly Lock _lock = new();
    private readonly StreamWriter? _file = path is null ? null : new StreamWriter(path);
    private int _lines;

    public void Add(GeneratedQuery query, IEnumerable<GeneratedPerson> entries)
    {
        if (_file is null)
        {
            return;
        }

        lock (_lock)
        {
            if (_lines++ >= MaxLines)
            {
                return;
            }

            _file.WriteLine($"{query.Kind}{(query.Ambiguous ? " (ambiguous)" : string.Empty)}: {PackWriter.Line(query)}");
            foreach (var person in entries)
            {
                _file.WriteLine($"    = {PackWriter.Line(person)}");
            }
        }
    }

    public void Dispose() => _file?.Dispose();
}
