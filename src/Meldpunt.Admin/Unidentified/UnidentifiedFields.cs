namespace Meldpunt.Admin.Unidentified;

/// <summary>The fields of an unidentified person as the interface names them.</summary>
public static class UnidentifiedFields
{
    public const string Description = "beschrijving";
    public const string Place = "plaats";
    public const string IncidentDate = "incidentdatum";
    public const string TimeOfDay = "tijd";
    public const string LastDay = "einddatum";
    public const string FileReference = "dossierkenmerk";
    public const string EvidenceInFile = "bewijsInDossier";
    public const string Weighing = "afweging";
    public const string Ground = "grond";
}
