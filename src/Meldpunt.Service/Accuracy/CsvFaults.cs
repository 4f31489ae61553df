namespace Meldpunt.Service.Accuracy;

/// <summary>
/// What is wrong with the files, so that all of it can be put right at once. A message names the place and never repeats what stands there,
/// because that may be a person.
/// </summary>
internal sealed class CsvFaults
{
    /// <summary>Faults that are kept; the others are counted.</summary>
    public const int MaxShown = 20;

    private readonly List<string> _shown = [];

    /// <summary>How many there are, kept or not.</summary>
    public int Count { get; private set; }

    /// <summary>The first faults in words, and how many more there are.</summary>
    public IEnumerable<string> Messages => Count > MaxShown ? [.. _shown, $"en nog {Count - MaxShown} andere fouten."] : _shown;

    /// <summary>Adds something that is wrong with a whole file.</summary>
    public void Add(string file, string message) => Keep($"{file}: {message}");

    /// <summary>Adds something that is wrong at a line.</summary>
    public void Add(string file, long line, string message) => Keep($"{file}, regel {line}: {message}");

    private void Keep(string message)
    {
        Count++;
        if (_shown.Count < MaxShown)
        {
            _shown.Add(message);
        }
    }
}
