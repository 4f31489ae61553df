using Meldpunt.Admin.Keys;
using Meldpunt.Admin.NotMe;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.Register;

/// <summary>An entry as the database keeps it: what drives retention in clear, what says anything of the person sealed.</summary>
internal sealed class EntryRow
{
    public OpaqueId Id { get; init; }

    public EntryKind Kind { get; init; }

    public EntryState State { get; set; } = EntryState.Active;

    public int Version { get; set; } = 1;

    public OpaqueId ParticipantId { get; init; }

    public OpaqueId RegisteredBy { get; init; }

    public DateTimeOffset RegisteredAt { get; init; }

    public OpaqueId? ConfirmedBy { get; set; }

    public DateTimeOffset? ConfirmedAt { get; set; }

    public OpaqueId? CorrectedBy { get; set; }

    public bool OneOfficer { get; set; }

    public DateOnly FirstDay { get; init; }

    public DateOnly LastDay { get; set; }

    public DateOnly LastIncidentOn { get; set; }

    public bool Crime { get; init; }

    public bool CrimeReported { get; init; }

    public NoticeKind NoticeKind { get; set; }

    public DateOnly? NoticeOn { get; set; }

    public DateOnly? RemindOn { get; set; }

    public DateTimeOffset? RestrictedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? Ground { get; set; }

    public required string Epoch { get; set; }

    public required byte[] WrappedKey { get; set; }

    public required byte[] Surname { get; set; }

    public required byte[] Prefix { get; set; }

    public required byte[] FirstNames { get; set; }

    public required byte[] BirthDate { get; set; }

    public required byte[] Birthplace { get; set; }

    public required byte[] Address { get; set; }

    public required byte[] Postcode { get; set; }

    public required byte[] FileReference { get; set; }

    public required byte[] Weighing { get; set; }

    public required byte[] NoticeReason { get; set; }

    // Null in entries from before these were asked, and as long as nobody gave one.
    public byte[]? WeighingOfAge { get; set; }

    public byte[]? RestrictionReason { get; set; }

    public byte[]? LiftReason { get; set; }

    public byte[]? CorrectionReason { get; set; }

    /// <summary>The marks that count, when the entry was read for an index.</summary>
    public IReadOnlyList<NotMeRow> Marks { get; set; } = [];

    /// <summary>The month in which an entry with this last day must be gone: the month of the day after.</summary>
    public static CalendarMonth EpochOf(DateOnly lastDay) => CalendarMonth.Of(lastDay.AddDays(1));

    /// <summary>Seals a registration under a new key of its own.</summary>
    public static EntryRow Seal(
        Registration registration, OpaqueId id, OpaqueId participantId, OpaqueId registeredBy, DateTimeOffset registeredAt, MonthKeys epochs)
    {
        var epoch = EpochOf(registration.LastDay);
        using var cipher = EntryCipher.Create(id);
        var row = new EntryRow
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
            RemindOn = registration.RemindOn,
            Epoch = epoch.ToString(),
            WrappedKey = cipher.WrapKey(epochs.GetOrCreate(epoch)),
            Surname = [],
            Prefix = [],
            FirstNames = [],
            BirthDate = [],
            Birthplace = [],
            Address = [],
            Postcode = [],
            FileReference = cipher.Seal(nameof(FileReference), registration.FileReference),
            Weighing = cipher.Seal(nameof(Weighing), registration.Weighing),
            NoticeReason = cipher.Seal(nameof(NoticeReason), registration.NoticeReason),
            WeighingOfAge = cipher.Seal(nameof(WeighingOfAge), registration.WeighingOfAge),
        };
        row.SealPerson(cipher, registration.Person);
        return row;
    }

    /// <summary>Decrypts the person only: what the hot index needs.</summary>
    public PersonDetails UnsealPerson(SecretKey epochKey)
    {
        using var cipher = EntryCipher.Open(Id, WrappedKey, epochKey);
        return UnsealPerson(cipher);
    }

    /// <summary>Seals other details of the person, under the same key.</summary>
    public void SealPerson(EntryCipher cipher, PersonDetails person)
    {
        Surname = cipher.Seal(nameof(Surname), person.Surname);
        Prefix = cipher.Seal(nameof(Prefix), person.Prefix);
        FirstNames = cipher.Seal(nameof(FirstNames), person.FirstNames);
        BirthDate = cipher.Seal(nameof(BirthDate), person.BirthDate.ToString());
        Birthplace = cipher.Seal(nameof(Birthplace), person.Birthplace);
        Address = cipher.Seal(nameof(Address), person.Address);
        Postcode = cipher.Seal(nameof(Postcode), person.Postcode);
    }

    /// <summary>Gives it another last day; when the month in which it must be gone is another, its key goes under the key of that.</summary>
    public void MoveEnd(DateOnly lastDay, MonthKeys epochs)
    {
        var epoch = EpochOf(lastDay);
        if (!string.Equals(epoch.ToString(), Epoch, StringComparison.Ordinal))
        {
            using var cipher = OpenCipher(epochs);
            WrappedKey = cipher.WrapKey(epochs.GetOrCreate(epoch));
            Epoch = epoch.ToString();
        }

        LastDay = lastDay;
    }

    /// <summary>
    /// Overwrites its key and all that says anything of the person, in the same number of bytes, so that what was there is overwritten in the file, too.
    /// </summary>
    public void Erase()
    {
        WrappedKey = new byte[WrappedKey.Length];
        Surname = new byte[Surname.Length];
        Prefix = new byte[Prefix.Length];
        FirstNames = new byte[FirstNames.Length];
        BirthDate = new byte[BirthDate.Length];
        Birthplace = new byte[Birthplace.Length];
        Address = new byte[Address.Length];
        Postcode = new byte[Postcode.Length];
        FileReference = new byte[FileReference.Length];
        Weighing = new byte[Weighing.Length];
        NoticeReason = new byte[NoticeReason.Length];
        WeighingOfAge = null;
        RestrictionReason = null;
        LiftReason = null;
        CorrectionReason = null;
    }

    /// <summary>The cipher with this entry's key.</summary>
    public EntryCipher OpenCipher(MonthKeys epochs) => EntryCipher.Open(Id, WrappedKey, epochs.Get(CalendarMonth.Parse(Epoch)));

    /// <summary>Decrypts the whole entry; of a withdrawn one nothing of the person is left.</summary>
    public Entry Unseal(MonthKeys epochs, IEnumerable<IncidentRow> incidents)
    {
        if (State == EntryState.Withdrawn)
        {
            return ToEntry(cipher: null, [.. incidents.Select(incident => incident.Erased())]);
        }

        using var cipher = OpenCipher(epochs);
        return ToEntry(cipher, [.. incidents.Select(incident => incident.Unseal(cipher))]);
    }

    public override string ToString() => nameof(EntryRow);

    private Entry ToEntry(EntryCipher? cipher, IReadOnlyList<EntryIncident> incidents)
    {
        return new Entry
        {
            Id = Id,
            Kind = Kind,
            State = State,
            Version = Version,
            ParticipantId = ParticipantId,
            RegisteredBy = RegisteredBy,
            RegisteredAt = RegisteredAt,
            ConfirmedBy = ConfirmedBy,
            ConfirmedAt = ConfirmedAt,
            CorrectedBy = CorrectedBy,
            OneOfficer = OneOfficer,
            Person = cipher is null ? null : UnsealPerson(cipher),
            FirstDay = FirstDay,
            LastDay = LastDay,
            LastIncidentOn = LastIncidentOn,
            FileReference = Text(nameof(FileReference), FileReference),
            Weighing = Text(nameof(Weighing), Weighing),
            WeighingOfAge = Text(nameof(WeighingOfAge), WeighingOfAge),
            Crime = Crime,
            CrimeReported = CrimeReported,
            Notice = NoticeKind,
            NoticeOn = NoticeOn,
            NoticeReason = Text(nameof(NoticeReason), NoticeReason),
            RemindOn = RemindOn,
            Incidents = incidents,
            RestrictedSince = RestrictedAt,
            RestrictionReason = Text(nameof(RestrictionReason), RestrictionReason),
            LiftReason = Text(nameof(LiftReason), LiftReason),
            CorrectionReason = Text(nameof(CorrectionReason), CorrectionReason),
            EndedAt = EndedAt,
            Ground = Ground,
        };

        string? Text(string field, byte[]? box) => box is null ? null : cipher?.Unseal(field, box);
    }

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
