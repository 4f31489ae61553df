using Meldpunt.Index.Documents;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.Persons;

/// <summary>
/// Turns a machine-readable zone, with what was typed beside it, into a person, or says everything that is wrong with it at once. Nothing of the
/// zone is in what it says: docs/spec/mrz.md.
/// </summary>
public static class MrzCheck
{
    private const string Missing = "ontbreekt";

    /// <summary>Checks a zone; faults are added to the list, and the result is null when any was.</summary>
    /// <param name="mrz">The zone; null when it was there but could not be read, about which a fault was added already.</param>
    /// <param name="beside">What was typed beside it: birthplace, address and postcode; anything else there is a fault.</param>
    /// <param name="today">Birth dates after this day cannot be.</param>
    /// <param name="faults">Where faults go.</param>
    public static PersonDetails? Check(string? mrz, PersonInput beside, DateOnly today, ICollection<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(beside);
        ArgumentNullException.ThrowIfNull(faults);
        var before = faults.Count;
        RefuseNamesBeside(beside, faults);
        var holder = mrz is null ? null : Read(mrz, today, faults);
        var found = new List<Fault>();
        var person = PersonCheck.Check(Join(holder, beside), today, path: string.Empty, found);

        // That there is no name and no birth date is no fault of their fields: why not, has been said of the zone.
        foreach (var fault in found.Where(fault => holder is not null || !string.Equals(fault.Code, Missing, StringComparison.Ordinal)))
        {
            faults.Add(fault);
        }

        return faults.Count > before ? null : person;
    }

    private static void RefuseNamesBeside(PersonInput beside, ICollection<Fault> faults)
    {
        (string Field, string? Typed)[] inZone =
        [
            (PersonFields.Surname, beside.Surname), (PersonFields.Prefix, beside.Prefix),
            (PersonFields.FirstNames, beside.FirstNames), (PersonFields.BirthDate, beside.BirthDate),
        ];
        foreach (var (field, _) in inZone.Where(given => !string.IsNullOrWhiteSpace(given.Typed)))
        {
            faults.Add(new Fault(field, "naast-mrz", $"Laat het veld {field} weg of laat mrz weg: naam en geboortedatum komen uit het een of uit het ander."));
        }
    }

    private static MrzHolder? Read(string mrz, DateOnly today, ICollection<Fault> faults)
    {
        var found = new List<MrzFault>();
        var holder = MrzReader.Read(mrz, today, found);
        foreach (var fault in found)
        {
            var (code, message) = MrzWords.Of(fault);
            faults.Add(new Fault(PersonFields.Mrz, code, message));
        }

        return holder;
    }

    private static PersonInput Join(MrzHolder? holder, PersonInput beside) => new()
    {
        Surname = holder?.Surname,
        FirstNames = holder is null ? null : holder.FirstNames ?? PersonDetails.UnknownFirstNames,
        BirthDate = holder?.BirthDate.ToString(),
        Birthplace = beside.Birthplace,
        Address = beside.Address,
        Postcode = beside.Postcode,
        IsTransliterated = true,
        NameMayBeCut = holder?.NameMayBeCut ?? false,
    };
}
