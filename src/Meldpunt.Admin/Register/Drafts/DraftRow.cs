using System.Text.Json;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Keys;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Keys;

namespace Meldpunt.Admin.Register.Drafts;

/// <summary>A draft as the database keeps it: whose and until when in clear, all that was typed in one sealed field.</summary>
internal sealed class DraftRow
{
    public OpaqueId Id { get; init; }

    public OpaqueId AccountId { get; init; }

    public OpaqueId ParticipantId { get; init; }

    public DateTimeOffset ChangedAt { get; init; }

    public DateOnly LastDay { get; init; }

    public required string Epoch { get; init; }

    public required byte[] WrappedKey { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>What is sealed: the fields as JSON.</summary>
    public static string Text(IReadOnlyDictionary<string, string> fields) => JsonSerializer.Serialize(fields);

    /// <summary>Seals under a new key; every change of a draft has one of its own.</summary>
    public static DraftRow Seal(
        OpaqueId id, Caller caller, IReadOnlyDictionary<string, string> fields, DateTimeOffset changedAt, DateOnly lastDay, MonthKeys epochs)
    {
        var epoch = EntryRow.EpochOf(lastDay);
        using var cipher = EntryCipher.Create(id);
        return new DraftRow
        {
            Id = id,
            AccountId = caller.AccountId,
            ParticipantId = caller.Participant!.Id,
            ChangedAt = changedAt,
            LastDay = lastDay,
            Epoch = epoch.ToString(),
            WrappedKey = cipher.WrapKey(epochs.GetOrCreate(epoch)),
            Body = cipher.Seal(nameof(Body), Text(fields)),
        };
    }

    public RegistrationDraft Unseal(SecretKey epochKey)
    {
        using var cipher = EntryCipher.Open(Id, WrappedKey, epochKey);
        return new RegistrationDraft
        {
            Id = Id,
            ChangedAt = ChangedAt,
            LastDay = LastDay,
            Fields = JsonSerializer.Deserialize<Dictionary<string, string>>(cipher.Unseal(nameof(Body), Body)!)!,
        };
    }

    public override string ToString() => nameof(DraftRow);
}
