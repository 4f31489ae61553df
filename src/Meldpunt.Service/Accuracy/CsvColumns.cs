namespace Meldpunt.Service.Accuracy;

/// <summary>The columns of the two files, by the names that linkage data sets use.</summary>
internal static class CsvColumns
{
    public const string Surname = "surname";
    public const string Prefix = "prefix";
    public const string FirstNames = "first_names";
    public const string BirthDate = "dob";
    public const string Birthplace = "birthplace";
    public const string Address = "address";
    public const string Postcode = "postcode";

    /// <summary>Register only: how the person was registered; <c>mrz</c> for the machine-readable zone of a document.</summary>
    public const string Source = "source";

    /// <summary>Register only.</summary>
    public const string RegisterId = "id";

    /// <summary>Queries only: how the data came to the gate; <c>mrz</c> as above.</summary>
    public const string Channel = "channel";

    /// <summary>Queries only.</summary>
    public const string QueryId = "qid";

    // The right answer, for counting; no matcher reads these.
    public const string Truth = "truth";
    public const string Kind = "kind";
    public const string Differences = "corruptions";
    public const string Related = "related";
    public const string Ambiguous = "ambiguous";

    /// <summary>Source or channel of what a machine wrote without accents.</summary>
    public const string MachineReadableZone = "mrz";

    /// <summary>What stands between several labels or ids in one cell.</summary>
    public const char ListSeparator = ';';

    /// <summary>What both files must have of a person, even where every cell is empty: a misspelt column would pass for data that nobody gave.</summary>
    public static readonly IReadOnlyList<string> Person = [Surname, Prefix, FirstNames, BirthDate, Birthplace, Address, Postcode];
}
