using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Register;

/// <summary>An incident as the database keeps it, sealed under the key of its entry.</summary>
internal sealed class IncidentRow
{
    public OpaqueId Id { get; init; }

    public OpaqueId EntryId { get; init; }

    public IncidentKind Kind { get; init; }

    public DateOnly HappenedOn { get; init; }

    public OpaqueId ParticipantId { get; init; }

    public OpaqueId RecordedBy { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public bool CrimeReported { get; init; }

    public required byte[] FoundBy { get; init; }

    public required byte[] FileReference { get; init; }

    /// <summary>Seals a text of an incident; the incident's id keeps it from being moved to another.</summary>
    public static byte[] Seal(EntryCipher cipher, OpaqueId id, string field, string text) => cipher.Seal($"{field} {id}", text);

    /// <summary>Decrypts it.</summary>
    public EntryIncident Unseal(EntryCipher cipher) => With(
        cipher.Unseal($"{nameof(FoundBy)} {Id}", FoundBy), cipher.Unseal($"{nameof(FileReference)} {Id}", FileReference));

    /// <summary>What is left of it when it was erased.</summary>
    public EntryIncident Erased() => With(foundBy: null, fileReference: null);

    public override string ToString() => nameof(IncidentRow);

    private EntryIncident With(string? foundBy, string? fileReference) => new()
    {
        Id = Id,
        Kind = Kind,
        HappenedOn = HappenedOn,
        ParticipantId = ParticipantId,
        RecordedAt = RecordedAt,
        CrimeReported = CrimeReported,
        FoundBy = foundBy,
        FileReference = fileReference,
    };
}
