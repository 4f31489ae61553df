using System.Globalization;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Register;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Unidentified;

/// <summary>An unidentified person as the database keeps it: days and ids in clear, everything else sealed under a key of its own.</summary>
internal sealed class UnidentifiedRow
{
    public OpaqueId Id { get; init; }

    public OpaqueId ParticipantId { get; init; }

    public OpaqueId RegisteredBy { get; init; }

    public DateTimeOffset RegisteredAt { get; init; }

    public int Version { get; init; } = 1;

    public DateOnly HappenedOn { get; init; }

    public DateOnly LastDay { get; init; }

    public required string Epoch { get; init; }

    public required byte[] WrappedKey { get; init; }

    public required byte[] Description { get; init; }

    public required byte[] Place { get; init; }

    public required byte[] TimeOfDay { get; init; }

    public required byte[] FileReference { get; init; }

    public required byte[] Weighing { get; init; }

    /// <summary>Seals a person; the cipher seals the images, too.</summary>
    public static UnidentifiedRow Seal(
        UnidentifiedDetails details, EntryCipher cipher, OpaqueId id, OpaqueId participantId, OpaqueId registeredBy, DateTimeOffset registeredAt, MonthKeys epochs)
    {
        var epoch = EntryRow.EpochOf(details.LastDay);
        return new UnidentifiedRow
        {
            Id = id,
            ParticipantId = participantId,
            RegisteredBy = registeredBy,
            RegisteredAt = registeredAt,
            HappenedOn = details.IncidentDate,
            LastDay = details.LastDay,
            Epoch = epoch.ToString(),
            WrappedKey = cipher.WrapKey(epochs.GetOrCreate(epoch)),
            Description = cipher.Seal(nameof(Description), details.Description),
            Place = cipher.Seal(nameof(Place), details.Place),
            TimeOfDay = cipher.Seal(nameof(TimeOfDay), details.TimeOfDay.ToString("HH:mm", CultureInfo.InvariantCulture)),
            FileReference = cipher.Seal(nameof(FileReference), details.FileReference),
            Weighing = cipher.Seal(nameof(Weighing), details.Weighing),
        };
    }

    /// <summary>The cipher of this row.</summary>
    public EntryCipher Open(MonthKeys epochs) => EntryCipher.Open(Id, WrappedKey, epochs.Get(CalendarMonth.Parse(Epoch)));

    /// <summary>Decrypts the whole, without what is on the images.</summary>
    public UnidentifiedPerson Unseal(MonthKeys epochs, IReadOnlyList<UnidentifiedImage> images)
    {
        using var cipher = Open(epochs);
        return new UnidentifiedPerson
        {
            Id = Id,
            ParticipantId = ParticipantId,
            RegisteredAt = RegisteredAt,
            Version = Version,
            IncidentDate = HappenedOn,
            TimeOfDay = cipher.Unseal(nameof(TimeOfDay), TimeOfDay)!,
            LastDay = LastDay,
            Description = cipher.Unseal(nameof(Description), Description)!,
            Place = cipher.Unseal(nameof(Place), Place)!,
            FileReference = cipher.Unseal(nameof(FileReference), FileReference)!,
            Weighing = cipher.Unseal(nameof(Weighing), Weighing)!,
            Images = images,
        };
    }

    public override string ToString() => nameof(UnidentifiedRow);
}
