namespace Meldpunt.Admin.Acts;

/// <summary>What can be done to the register and to participants, as it stands in the text of an act (<c>docs/spec/register.md</c>, section 4).</summary>
public static class ActKinds
{
    public const string EntryRegistered = "registratie.geregistreerd";
    public const string EntryConfirmed = "registratie.bevestigd";
    public const string EntryRefused = "registratie.afgekeurd";
    public const string IncidentAdded = "registratie.incidentToegevoegd";
    public const string EntryCorrected = "registratie.gecorrigeerd";
    public const string EntryTold = "registratie.meegedeeld";
    public const string EntryRestricted = "registratie.beperkt";
    public const string RestrictionLifted = "registratie.beperkingOpgeheven";
    public const string EntryWithdrawn = "registratie.ingetrokken";

    public const string UnidentifiedRegistered = "onbekende.geregistreerd";
    public const string UnidentifiedListed = "onbekende.lijstBekeken";
    public const string UnidentifiedSeen = "onbekende.bekeken";
    public const string ImageAdded = "onbekende.beeldToegevoegd";
    public const string ImageRemoved = "onbekende.beeldVerwijderd";
    public const string ImageSeen = "onbekende.beeldBekeken";
    public const string UnidentifiedWithdrawn = "onbekende.ingetrokken";
    public const string UnidentifiedRecognised = "onbekende.herkend";

    public const string ParticipantJoined = "deelnemer.toegetreden";
    public const string DeclarationSigned = "deelnemer.verklaringGetekend";
    public const string PermitRecorded = "deelnemer.vergunningVastgelegd";
    public const string LocationAdded = "deelnemer.locatieToegevoegd";
    public const string ParticipantChanged = "deelnemer.gewijzigd";
    public const string OfficersChanged = "deelnemer.bevestigingGewijzigd";
    public const string ParticipantLeft = "deelnemer.uitgetreden";
    public const string ParticipantExcluded = "deelnemer.uitgesloten";
    public const string DataHandedOver = "deelnemer.gegevensOvergedragen";
    public const string DataErased = "deelnemer.gegevensGewist";

    public const string AccountCreated = "account.gemaakt";
    public const string AccountInvited = "account.uitgenodigd";
    public const string AccountRecovered = "account.hersteld";
    public const string AccountEnded = "account.beeindigd";
    public const string PasswordChosen = "account.wachtwoordGekozen";
    public const string PinChosen = "account.pinGekozen";
    public const string FactorAdded = "account.factorIngesteld";
    public const string FactorRemoved = "account.factorVerwijderd";
    public const string SessionsEnded = "account.sessiesBeeindigd";
    public const string TokenIssued = "token.uitgegeven";
    public const string TokenRevoked = "token.ingetrokken";

    public const string TerminalAdded = "terminal.toegevoegd";
    public const string TerminalCodeRenewed = "terminal.nieuweCode";
    public const string TerminalEnrolled = "terminal.ingeschreven";
    public const string TerminalEnded = "terminal.beeindigd";

    public const string CallRecorded = "opvolging.gebeld";
    public const string CallTried = "opvolging.geenGehoor";
    public const string CallConfirmed = "opvolging.bevestigd";
    public const string CallDisputed = "opvolging.betwist";
    public const string GateAdvised = "opvolging.geadviseerd";
    public const string FollowUpLapsed = "opvolging.vervallen";
    public const string NotMeMarked = "opvolging.merktekenGemaakt";
    public const string NotMeRemoved = "opvolging.merktekenVerwijderd";
    public const string RecipientsTold = "keten.gemeld";
    public const string MessageSeen = "melding.gezien";
    public const string ChannelAdded = "kanaal.toegevoegd";
    public const string ChannelChanged = "kanaal.gewijzigd";
    public const string ChannelEnded = "kanaal.beeindigd";

    public const string BudgetsChanged = "grenzen.gewijzigd";
    public const string KeysRotated = "sleutel.gewisseld";
}
