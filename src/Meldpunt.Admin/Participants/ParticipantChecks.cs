namespace Meldpunt.Admin.Participants;

/// <summary>What may be written down for a participant. Each throws <see cref="AdministrationException"/> in words.</summary>
internal static class ParticipantChecks
{
    private const int MinPhoneDigits = 3;
    private const int MaxPermitYears = 10;

    public static void Name(string name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > ParticipantStore.MaxNameLength || name.Any(char.IsControl))
        {
            throw new AdministrationException($"Een naam heeft 1 tot {ParticipantStore.MaxNameLength} tekens.");
        }
    }

    public static void Locations(IReadOnlyCollection<string> locations)
    {
        foreach (var location in locations)
        {
            Name(location);
        }

        if (locations.Distinct(StringComparer.OrdinalIgnoreCase).Count() != locations.Count)
        {
            throw new AdministrationException("Twee locaties van een deelnemer hebben niet dezelfde naam.");
        }
    }

    public static void Phone(string phone)
    {
        if (phone.Length > ParticipantStore.MaxPhoneLength || phone.Count(char.IsAsciiDigit) < MinPhoneDigits || !phone.All(c => char.IsAsciiDigit(c) || c is ' ' or '+' or '-' or '(' or ')'))
        {
            throw new AdministrationException($"Een telefoonnummer heeft 3 tot {ParticipantStore.MaxPhoneLength} cijfers, spaties en + - ( ).");
        }
    }

    public static void Desk(ParticipantDesk desk)
    {
        if (desk.Phone is { } phone)
        {
            Phone(phone);
        }

        if (desk.Hours is { } hours && (hours.Length > ParticipantStore.MaxHoursLength || hours.Any(char.IsControl)))
        {
            throw new AdministrationException($"De bereikbaarheid heeft ten hoogste {ParticipantStore.MaxHoursLength} tekens, op één regel.");
        }

        var lines = (desk.Letterhead ?? string.Empty).Split('\n');
        if (lines.Length > ParticipantStore.MaxLetterheadLines || lines.Any(line => line.Length > ParticipantStore.MaxNameLength || line.Any(char.IsControl)))
        {
            throw new AdministrationException(
                $"Een briefhoofd heeft ten hoogste {ParticipantStore.MaxLetterheadLines} regels van {ParticipantStore.MaxNameLength} tekens.");
        }
    }

    public static void Emergency(string text)
    {
        var lines = text.Split('\n');
        if (text.Length > ParticipantStore.MaxEmergencyLength || lines.Length > ParticipantStore.MaxEmergencyLines || lines.Any(line => line.Any(char.IsControl)))
        {
            throw new AdministrationException(
                $"De tekst voor als er geen antwoord is, heeft ten hoogste {ParticipantStore.MaxEmergencyLength} tekens op {ParticipantStore.MaxEmergencyLines} regels.");
        }
    }

    public static void Declaration(DateOnly? signedOn, DateOnly today)
    {
        if (signedOn > today)
        {
            throw new AdministrationException("De verklaring is niet later dan vandaag getekend.");
        }
    }

    public static void Permit(ParticipantPermit permit)
    {
        if (string.IsNullOrWhiteSpace(permit.Number) || permit.Number.Length > ParticipantStore.MaxPermitLength || permit.Number.Any(char.IsControl))
        {
            throw new AdministrationException($"Het nummer van een vergunning heeft 1 tot {ParticipantStore.MaxPermitLength} tekens.");
        }

        if (permit.Until < permit.From || permit.Until > permit.From.AddYears(MaxPermitYears))
        {
            throw new AdministrationException($"De laatste dag van een vergunning ligt niet voor de eerste, en ten hoogste {MaxPermitYears} jaar erna.");
        }
    }

    public static string Reason(string? reason)
    {
        var text = reason?.Trim() ?? string.Empty;
        return text.Length > 0 && text.Length <= ParticipantStore.MaxReasonLength && !text.Any(c => char.IsControl(c) && c != '\n')
            ? text
            : throw new AdministrationException($"Een uitsluiting heeft een reden van 1 tot {ParticipantStore.MaxReasonLength} tekens.");
    }
}
