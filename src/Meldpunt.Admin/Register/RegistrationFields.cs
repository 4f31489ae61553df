namespace Meldpunt.Admin.Register;

/// <summary>The fields of a registration as the interface names them, with the path inside the body.</summary>
public static class RegistrationFields
{
    public const string Kind = "soort";
    public const string Person = "persoon";
    public const string FirstDay = "ingangsdatum";
    public const string LastDay = "einddatum";
    public const string Criteria = "criteria";
    public const string FileReference = "criteria.dossierkenmerk";
    public const string IncidentDate = "criteria.incidentdatum";
    public const string Crime = "criteria.strafbaarFeit";
    public const string CrimeReported = "criteria.aangifteGedaan";
    public const string EvidenceInFile = "criteria.bewijsInDossier";
    public const string Weighing = "criteria.afweging";
    public const string Notice = "criteria.mededeling";
    public const string NoticeKind = "criteria.mededeling.wijze";
    public const string NoticeDate = "criteria.mededeling.datum";
    public const string NoticeReason = "criteria.mededeling.reden";
    public const string WeighingOfAge = "criteria.afwegingLeeftijd";
    public const string RemindOn = "criteria.mededeling.herinnerenOp";
    public const string OtherPersonThan = "anderePersoonDan";

    // Fields of what is done to an entry later.
    public const string IncidentDay = "datum";
    public const string IncidentKind = "soort";
    public const string IncidentFile = "dossierkenmerk";
    public const string FoundBy = "geconstateerdDoor";
    public const string IncidentReported = "aangifteGedaan";
    public const string Look = "toetsing";
    public const string Reason = "reden";
    public const string Ground = "grond";
    public const string LaterNoticeKind = "wijze";
    public const string LaterNoticeDate = "datum";
    public const string NoticeRemindOn = "herinnerenOp";
}
