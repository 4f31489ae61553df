using Meldpunt.Admin.Persons;

namespace Meldpunt.Admin.Unidentified.Images;

/// <summary>Why a file is not taken as a picture. The codes are part of the interface.</summary>
public static class PictureRefusals
{
    /// <summary>The field of a picture as the interface names it.</summary>
    public const string Field = "beeld";

    public static Fault Empty { get; } = new(Field, "beeld-leeg", "Er zit niets in dit bestand.");

    public static Fault TooLarge { get; } = new(Field, "beeld-te-groot", "Dit beeld is te groot: hoogstens 4 MiB.");

    public static Fault TooManyPixels { get; } = new(Field, "beeld-afmetingen", "Dit beeld is te groot: hoogstens 25 miljoen beeldpunten. Maak het kleiner.");

    public static Fault OtherKind { get; } = new(
        Field, "beeld-soort", "Dit is geen JPEG en geen PNG die hier gelezen kan worden. Bewaar het beeld als gewone JPEG of PNG.");

    public static Fault Unreadable { get; } = new(
        Field, "beeld-onleesbaar", "Dit beeld is beschadigd of niet volledig. Bewaar het opnieuw en probeer het dan nog eens.");

    /// <summary>More than five of one person.</summary>
    public static Fault TooMany { get; } = new(Field, "beeld-te-veel", "Van een persoon worden hoogstens vijf beelden bewaard. Haal er eerst een weg.", IsConflict: true);
}
