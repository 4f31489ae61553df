using Meldpunt.Index.Names;

namespace Meldpunt.Benchmarks;

/// <summary>
/// The filled index of a size and the visitors who ask, made once and kept while benchmarks of that size run. They run in one process for that reason: making a
/// million people anew for each would take longer than measuring.
/// </summary>
internal sealed class Measured : IDisposable
{
    private const int Asked = 1 << 16;

    private static Measured? _current;

    private Measured(int entries)
    {
        Entries = entries;
        var crowd = new Crowd(entries);
        Index = new FilledIndex(crowd);
        Visitors = [.. crowd.Visitors(Asked).Select(visitor => visitor.Person)];
    }

    public int Entries { get; }

    public FilledIndex Index { get; }

    /// <summary>As many as a power of two.</summary>
    public PersonDetails[] Visitors { get; }

    /// <summary>The one of this size; the one before it goes.</summary>
    public static Measured Of(int entries)
    {
        if (_current?.Entries != entries)
        {
            _current?.Dispose();
            _current = null;
            _current = new Measured(entries);
        }

        return _current;
    }

    public void Dispose() => Index.Dispose();
}
