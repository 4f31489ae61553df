using Meldpunt.Admin.Keys;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.Register;

/// <summary>An entry as the database keeps it: what drives retention in clear, what says anything of the person sealed.</summary>
internal sealed class EntryRow
{
    public OpaqueId Id { get; init; }

    public EntryKind Kind { get; init; }

    public OpaqueId ParticipantId { get; init; }

    public OpaqueId RegisteredBy { get; init; }

    public DateTimeOffset RegisteredAt { get; init; }

    public DateOnly FirstDay { get; init; }

    public DateOnly LastDay { get; init; }

    public DateOnly LastIncidentOn { get; init; }

    public bool Crime { get; init; }

    public bool CrimeReported { get; init; }

    public NoticeKind NoticeKind { get; init; }

    public DateOnly? NoticeOn { get; init; }

    public required string Epoch { get; init; }

    public required byte[] WrappedKey { get; init; }

    public required byte[] Surname { get; init; }

    public required byte[] Prefix { get; init; }

    public required byte[] FirstNames { get; init; }

    public required byte[] BirthDate { get; init; }

    public required byte[] Birthplace { get; init; }

    public required byte[] Address { get; init; }

    public required byte[] Postcode { get; init; }

    public required byte[] FileReference { get; init; }

    public required byte[] Weighing { get; init; }

    public required byte[] NoticeReason { get; init; }

    /// <summary>The month in which an entry with this last day must be gone: the month of the day after.</summary>
    public static CalendarMonth EpochOf(DateOnly lastDay) => CalendarMonth.Of(lastDay.AddDays(1));

    /// <summary>Seals a registration under a new key of its own.</summary>
    public static EntryRow Seal(
        Registration registration, OpaqueId id, OpaqueId participantId, OpaqueId registeredBy, DateTimeOffset registeredAt, MonthKeys epochs)
    {
        var epoch = EpochOf(registration.LastDay);
        var person = registration.Person;
        using var cipher = EntryCipher.Create(id);
        return new EntryRow
        {
            Id = id,
            Kind = registration.Kind,
            ParticipantId = participantId,
            RegisteredBy = registeredBy,
            RegisteredAt = registeredAt,
            FirstDay = registration.FirstDay,
            LastDay = registration.LastDay,
            LastIncidentOn = registration.IncidentDate,
            Crime = registration.Crime,
            CrimeReported = registration.CrimeReported,
            NoticeKind = registration.Notice,
            NoticeOn = registration.NoticeDate,
            Epoch = epoch.ToString(),
            WrappedKey = cipher.WrapKey(epochs.GetOrCreate(epoch)),
            Surname = cipher.Seal(nameof(Surname), person.Surname),
            Prefix = cipher.Seal(nameof(Prefix), person.Prefix),
            FirstNames = cipher.Seal(nameof(FirstNames), person.FirstNames),
            BirthDate = cipher.Seal(nameof(BirthDate), person.BirthDate.ToString()),
            Birthplace = cipher.Seal(nameof(Birthplace), person.Birthplace),
            Address = cipher.Seal(nameof(Address), person.Address),
            Postcode = cipher.Seal(nameof(Postcode), person.Postcode),
            FileReference = cipher.Seal(nameof(FileReference), registration.FileReference),
            Weighing = cipher.Seal(nameof(Weighing), registration.Weighing),
            NoticeReason = cipher.Seal(nameof(NoticeReason), registration.NoticeReason),
        };
    }

    /// <summary>Decrypts the person only: what the hot index needs.</summary>
    public PersonDetails UnsealPerson(SecretKey epochKey)
    {
        using var cipher = EntryCipher.Open(Id, WrappedKey, epochKey);
        return UnsealPerson(cipher);
    }

    /// <summary>Decrypts the whole entry.</summary>
    public Entry Unseal(SecretKey epochKey)
    {
        using var cipher = EntryCipher.Open(Id, WrappedKey, epochKey);
        return new Entry
        {
            Id = Id,
            Kind = Kind,
            ParticipantId = ParticipantId,
            RegisteredAt = RegisteredAt,
            Person = UnsealPerson(cipher),
            FirstDay = FirstDay,
            LastDay = LastDay,
            LastIncidentOn = LastIncidentOn,
            FileReference = cipher.Unseal(nameof(FileReference), FileReference)!,
            Weighing = cipher.Unseal(nameof(Weighing), Weighing)!,
            Crime = Crime,
            CrimeReported = CrimeReported,
            Notice = NoticeKind,
            NoticeOn = NoticeOn,
            NoticeReason = cipher.Unseal(nameof(NoticeReason), NoticeReason),
        };
    }

    public override string ToString() => nameof(EntryRow);

    private PersonDetails UnsealPerson(EntryCipher cipher)
    {
        // It was checked before it was sealed; a field that cannot be read now was tampered with, and the tag would have told.
        _ = Meldpunt.Index.Names.BirthDate.TryParse(cipher.Unseal(nameof(BirthDate), BirthDate), out var birthDate);
        return new PersonDetails
        {
            Surname = cipher.Unseal(nameof(Surname), Surname)!,
            Prefix = cipher.Unseal(nameof(Prefix), Prefix),
            FirstNames = cipher.Unseal(nameof(FirstNames), FirstNames),
            BirthDate = birthDate,
            Birthplace = cipher.Unseal(nameof(Birthplace), Birthplace),
            Address = cipher.Unseal(nameof(Address), Address),
            Postcode = cipher.Unseal(nameof(Postcode), Postcode),
        };
    }
}
