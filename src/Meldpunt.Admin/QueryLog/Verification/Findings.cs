namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>What is wrong, in the order in which it was met: the first ones in words, all of them counted. A log that is wholly broken fills no memory.</summary>
internal sealed class Findings
{
    /// <summary>How many are kept in words.</summary>
    public const int MaxKept = 20;

    private readonly List<Finding> _kept = [];
    private Finding? _firstOfARow;

    public long Count { get; private set; }

    /// <summary>The first that names a row comes first, because that is where somebody must go and look.</summary>
    public IReadOnlyList<Finding> Kept => _firstOfARow is null ? _kept : [_firstOfARow, .. _kept.Where(finding => !ReferenceEquals(finding, _firstOfARow))];

    public void Add(string sentence) => Add(row: null, sentence);

    public void Add(long? row, string sentence)
    {
        Count++;
        var finding = new Finding(row, sentence);
        if (row is not null)
        {
            _firstOfARow ??= finding;
        }

        if (_kept.Count < MaxKept)
        {
            _kept.Add(finding);
        }
    }
}
