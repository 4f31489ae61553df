using Meldpunt.Admin.Persons;
using Meldpunt.Index.Names;

namespace Meldpunt.Service.Pages.Forms;

/// <summary>The fields of a person on a form, the same at the gate and at the desk.</summary>
internal static class PersonForm
{
    /// <summary>The box that stands for a point in the field of first names.</summary>
    public const string NoFirstNames = "geenVoornamen";

    /// <summary>The hidden field by which a page that scans says that a name came from the machine-readable zone of a document.</summary>
    public const string Scanned = "gescand";

    private const string ScannedWhole = "ja";
    private const string ScannedFull = "vol";

    /// <summary>What the hidden field says: that the name was scanned, that it filled its field as well, or nothing.</summary>
    public static string? ScannedValue(TypedForm form, string path = "") => form[path + Scanned] is ScannedWhole or ScannedFull ? form[path + Scanned] : null;

    /// <summary>Reads a person. Every field has the name by which faults call it.</summary>
    public static PersonInput Read(TypedForm form, string path, DateFields dates)
    {
        var scanned = ScannedValue(form, path);
        var firstNames = form[path + PersonFields.FirstNames];
        return new PersonInput
        {
            Surname = form[path + PersonFields.Surname],
            Prefix = form[path + PersonFields.Prefix],
            FirstNames = string.IsNullOrWhiteSpace(firstNames) && form.IsTicked(path + NoFirstNames) ? PersonDetails.UnknownFirstNames : firstNames,
            BirthDate = dates.Read(path + PersonFields.BirthDate),
            Birthplace = form[path + PersonFields.Birthplace],
            Address = form[path + PersonFields.Address],
            Postcode = form[path + PersonFields.Postcode],
            IsTransliterated = scanned is not null,
            NameMayBeCut = string.Equals(scanned, ScannedFull, StringComparison.Ordinal),
        };
    }
}
