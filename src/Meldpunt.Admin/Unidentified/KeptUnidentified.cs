using Meldpunt.Admin.Unidentified.Images;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Unidentified;

/// <summary>An unidentified person of a participant that left, with what is on its images, to be handed over. Never printed.</summary>
public sealed class KeptUnidentified
{
    public required UnidentifiedPerson Person { get; init; }

    /// <summary>Each image by its id.</summary>
    public required IReadOnlyDictionary<OpaqueId, Picture> Pictures { get; init; }

    public override string ToString() => nameof(KeptUnidentified);
}
