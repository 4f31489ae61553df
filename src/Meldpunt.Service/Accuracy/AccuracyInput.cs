namespace Meldpunt.Service.Accuracy;

/// <summary>A register and queries with their right answers, read from two CSV files. <c>docs/accuracy.md</c> says what stands in them.</summary>
internal sealed class AccuracyInput
{
    private readonly PersonCells _persons = new();
    private readonly Dictionary<string, RegisteredPerson> _register = new(StringComparer.Ordinal);
    private readonly List<LabelledQuery> _queries = [];

    private AccuracyInput()
    {
    }

    /// <summary>Who is registered, by id.</summary>
    public IReadOnlyDictionary<string, RegisteredPerson> Register => _register;

    public IReadOnlyList<LabelledQuery> Queries => _queries;

    /// <summary>Birth dates that no calendar has, in both files; they were read as none.</summary>
    public int ImpossibleDates => _persons.ImpossibleDates;

    /// <summary>Reads both files; null, and faults, when anything is wrong with either.</summary>
    public static AccuracyInput? Read(string registerPath, string queryPath, CsvFaults faults)
    {
        var input = new AccuracyInput();
        using (var table = CsvTable.Open(registerPath, [CsvColumns.RegisterId, .. CsvColumns.Person], faults))
        {
            input.ReadRegister(table);
        }

        // Of a register that was read in part, nobody can say whom it lacks.
        var knowsRegister = faults.Count == 0;
        using (var table = CsvTable.Open(queryPath, [CsvColumns.QueryId, .. CsvColumns.Person], faults))
        {
            input.ReadQueries(table, knowsRegister);
        }

        return faults.Count == 0 ? input : null;
    }

    private void ReadRegister(CsvTable? table)
    {
        while (table?.Read() == true)
        {
            var person = _persons.Read(table, CsvColumns.Source);
            if (table.Cell(CsvColumns.RegisterId) is not { } id)
            {
                table.Fault($"de cel {CsvColumns.RegisterId} is leeg.");
            }
            else if (id.Contains(CsvColumns.ListSeparator, StringComparison.Ordinal))
            {
                table.Fault($"de cel {CsvColumns.RegisterId} bevat een puntkomma; die scheidt kenmerken in de uitvoer.");
            }
            else if (!_register.TryAdd(id, new RegisteredPerson(id, person)))
            {
                table.Fault($"{CsvColumns.RegisterId} komt al eerder voor.");
            }
        }
    }

    private void ReadQueries(CsvTable? table, bool knowsRegister)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        while (table?.Read() == true)
        {
            var query = ReadQuery(table);
            if (query.Id.Length == 0)
            {
                table.Fault($"de cel {CsvColumns.QueryId} is leeg.");
            }
            else if (!ids.Add(query.Id))
            {
                table.Fault($"{CsvColumns.QueryId} komt al eerder voor.");
            }

            if (knowsRegister && query.Truth is { } truth && !_register.ContainsKey(truth))
            {
                table.Fault($"de cel {CsvColumns.Truth} noemt niemand uit het register.");
            }

            _queries.Add(query);
        }
    }

    private LabelledQuery ReadQuery(CsvTable table) => new()
    {
        Id = table.Cell(CsvColumns.QueryId) ?? string.Empty,
        Person = _persons.Read(table, CsvColumns.Channel),
        Channel = table.Cell(CsvColumns.Channel),
        IsLabelled = table.Has(CsvColumns.Truth),
        Truth = table.Cell(CsvColumns.Truth),
        // An empty cell says that it is no ordinary passer-by; a file without the column says nothing.
        Kind = table.Cell(CsvColumns.Kind) ?? (table.Has(CsvColumns.Kind) ? string.Empty : null),
        Differences = table.Cell(CsvColumns.Differences)?.Split(
            CsvColumns.ListSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
        Related = table.Cell(CsvColumns.Related),
        IsAmbiguous = IsAmbiguous(table),
    };

    private static bool IsAmbiguous(CsvTable table)
    {
        var text = table.Cell(CsvColumns.Ambiguous) ?? "0";
        if (text is not ("0" or "1"))
        {
            table.Fault($"de cel {CsvColumns.Ambiguous} is geen 0 of 1.");
        }

        return text is "1";
    }
}
