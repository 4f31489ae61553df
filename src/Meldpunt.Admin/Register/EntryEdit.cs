using System.Globalization;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Persons;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Register;

/// <summary>An act in progress: an entry inside the transaction in which it is changed.</summary>
/// <param name="Connection">The transaction's.</param>
/// <param name="Row">The entry, to be changed in place; written by <see cref="EntryDesk"/> when no rule is broken.</param>
/// <param name="Caller">Who does it.</param>
/// <param name="Now">The moment of it.</param>
/// <param name="Today">The day it is in the Netherlands.</param>
/// <param name="Data">What the administrative log is told: ids, kinds, days and grounds, nothing of a person.</param>
internal sealed record EntryEdit(
    SqliteConnection Connection, EntryRow Row, Caller Caller, DateTimeOffset Now, DateOnly Today, SortedDictionary<string, string?> Data)
{
    /// <summary>No rule is broken.</summary>
    public static IReadOnlyList<Fault> Fine => [];

    /// <summary>Tells the administrative log a day.</summary>
    public void Note(string name, DateOnly day) => Data[name] = day.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>True when a second officer is to look at it again, whatever state the act leads to.</summary>
    public bool AwaitsConfirmation { get; set; }

    public override string ToString() => nameof(EntryEdit);
}
