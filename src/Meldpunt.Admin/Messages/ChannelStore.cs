using System.Security.Cryptography;
using System.Text;
using Dapper;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Messages;

/// <summary>
/// The channels of desks and of the consortium. Every change is an act, in one transaction with it; addresses and secrets stand sealed for their channel and are in no act. A channel that is not
/// the caller's is not there. Safe to use from many threads.
/// </summary>
public sealed class ChannelStore(SqliteDatabase database, StoreWriter writer, ActLog acts, Keyring keys, MessageBell bell, ErasedTraces traces, TimeProvider time)
{
    internal const string Columns = "id, participant_id, kind, label, hours, old_until, created_at, created_by, off_because, ended_at";

    private const int MaxListed = 100;
    private readonly ChannelSeal _seal = new(keys);

    /// <summary>Whose channels somebody works on: those of their desk, or of the consortium.</summary>
    public static OpaqueId OwnerOf(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller.Participant?.Id ?? MessageStore.Consortium;
    }

    /// <summary>Channels: those that have not ended, by name, then the others, the last one first.</summary>
    public IReadOnlyList<Channel> List(OpaqueId participantId)
    {
        using var connection = database.Open();
        return connection.Query<Channel>(
            $"SELECT {Columns} FROM channel WHERE participant_id = @participantId ORDER BY ended_at IS NOT NULL, ended_at DESC, label COLLATE NOCASE, id LIMIT {MaxListed}",
            new { participantId }).AsList();
    }

    /// <summary>One of them; null when it is not there or somebody else's.</summary>
    public Channel? Find(OpaqueId participantId, OpaqueId id)
    {
        using var connection = database.Open();
        return Find(connection, participantId, id);
    }

    /// <summary>A channel with its address and the secrets that are valid now.</summary>
    public OpenChannel Open(Channel channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        using var connection = database.Open();
        var row = connection.QuerySingle<ChannelRow>("SELECT id, address, secret, old_secret FROM channel WHERE id = @Id", new { channel.Id });
        byte[]?[] boxes = [row.Secret, channel.OldUntil > time.GetUtcNow() ? row.OldSecret : null];
        return new OpenChannel(
            channel, _seal.OpenAddress(channel.Id, row.Address), [.. boxes.OfType<byte[]>().Select(box => _seal.OpenSecret(channel.Id, box))]);
    }

    /// <summary>The same; null when its box does not open: it was bent, or its key is lost. Such a channel can be ended and nothing else.</summary>
    public OpenChannel? TryOpen(Channel channel)
    {
        try
        {
            return Open(channel);
        }
        catch (Exception exception) when (exception is CryptographicException or DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Adds a channel; of a webhook its secret comes back, once.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="input">What was typed.</param>
    /// <param name="faultsSoFar">What was wrong before it came here.</param>
    /// <param name="judge">What is wrong with an address of a web server besides; null for nothing.</param>
    public Task<ChannelResult> AddAsync(Caller caller, ChannelInput input, IEnumerable<Fault> faultsSoFar, Func<Uri, Fault?> judge)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(judge);
        var faults = faultsSoFar.ToList();
        var (kind, web) = ChannelCheck.Check(input, faults);
        if (web is not null && judge(web) is { } wrong)
        {
            faults.Add(wrong);
        }

        if (faults.Count > 0)
        {
            return Task.FromResult(ChannelResult.Refused(faults));
        }

        var secret = kind == ChannelKind.Webhook ? RandomNumberGenerator.GetBytes(ChannelSeal.SecretBytes) : null;
        return writer.WriteAsync(connection => Add(connection, caller, input, kind!.Value, secret));
    }

    /// <summary>Another secret; the one before signs too for a day.</summary>
    public async Task<ChannelResult> RenewSecretAsync(Caller caller, OpaqueId id)
    {
        var secret = RandomNumberGenerator.GetBytes(ChannelSeal.SecretBytes);
        var result = await ChangeAsync(caller, id, (connection, channel, now) =>
        {
            if (channel.Kind != ChannelKind.Webhook)
            {
                return ChannelRefusals.HasNoSecret;
            }

            if (channel.OldUntil > now)
            {
                return ChannelRefusals.StillOverlaps;
            }

            connection.Execute(
                "UPDATE channel SET old_secret = secret, old_until = @Until, secret = @Secret WHERE id = @id",
                new { Until = now + ChannelTerms.Overlap, Secret = _seal.SealSecret(id, secret), id });
            Append(connection, caller, ActKinds.ChannelChanged, channel, "kanaal.nieuwGeheim");
            return null;
        }, WebhookSecret.ToText(secret)).ConfigureAwait(false);
        if (result.Succeeded)
        {
            // The one before the one before may have stood there still.
            traces.Leave();
        }

        return result;
    }

    /// <summary>Nothing goes over it until somebody switches it on; what waits stays.</summary>
    public Task<ChannelResult> SwitchOffAsync(Caller caller, OpaqueId id) => ChangeAsync(caller, id, (connection, channel, _) =>
    {
        if (channel.OffBecause is not null)
        {
            return ChannelRefusals.IsOff;
        }

        SwitchOff(connection, caller, channel, ChannelTerms.OffByDesk);
        return null;
    });

    /// <summary>What waits is tried again, from now on and as if it were new.</summary>
    public Task<ChannelResult> SwitchOnAsync(Caller caller, OpaqueId id) => ChangeAsync(caller, id, (connection, channel, now) =>
    {
        if (channel.OffBecause is null)
        {
            return ChannelRefusals.IsOn;
        }

        connection.Execute("UPDATE channel SET off_because = NULL WHERE id = @id", new { id });
        connection.Execute("UPDATE delivery SET due_at = @now, since_at = @now, attempts = 0 WHERE channel_id = @id AND state = 1", new { id, now });
        Append(connection, caller, ActKinds.ChannelChanged, channel, "kanaal.aangezet");
        return null;
    });

    /// <summary>It is no channel any more: address and secrets are erased, and what waited is not wanted.</summary>
    public async Task<ChannelResult> EndAsync(Caller caller, OpaqueId id)
    {
        var result = await ChangeAsync(caller, id, (connection, channel, now) =>
        {
            End(connection, caller, channel, now);
            return null;
        }).ConfigureAwait(false);
        if (result.Succeeded)
        {
            traces.LeaveAndTry();
        }

        return result;
    }

    /// <summary>A message that goes over this channel alone.</summary>
    public Task<ChannelResult> TryAsync(Caller caller, OpaqueId id) => ChangeAsync(caller, id, (connection, channel, now) =>
    {
        if (channel.OffBecause is not null)
        {
            return ChannelRefusals.IsOff;
        }

        if (connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM delivery JOIN message ON message.seq = delivery.message_seq WHERE delivery.channel_id = @id AND message.kind = @Trial AND (delivery.state = 1 OR message.made_at > @Since))",
            new { id, MessageKind.Trial, Since = now - ChannelTerms.TrialWait }))
        {
            return ChannelRefusals.TrialWaits;
        }

        MessageStore.Write(connection, new MessageDraft(channel.ParticipantId, MessageKind.Trial) { OnlyOver = id }, now);
        return null;
    });

    /// <summary>Ends the channels of participants that left: nobody reads them any more. Completes when that is durable.</summary>
    public async Task EndOfThoseWhoLeftAsync()
    {
        foreach (var channel in OfThoseWhoLeft())
        {
            await writer.WriteAsync(connection =>
            {
                if (Find(connection, channel.ParticipantId, channel.Id) is { EndedAt: null } one)
                {
                    End(connection, Caller.Program, one, time.GetUtcNow());
                }

                return true;
            }).ConfigureAwait(false);
            traces.Leave();
        }
    }

    /// <summary>Erases secrets of before whose day is over. Completes when that is durable.</summary>
    public async Task EraseOldSecretsAsync()
    {
        var now = time.GetUtcNow();
        if (HasOldSecret(now))
        {
            await writer.WriteAsync(connection => connection.Execute(
                "UPDATE channel SET old_secret = NULL, old_until = NULL WHERE old_until <= @now", new { now })).ConfigureAwait(false);
            traces.Leave();
        }
    }

    private bool HasOldSecret(DateTimeOffset now)
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM channel WHERE old_until <= @now)", new { now });
    }

    private List<Channel> OfThoseWhoLeft()
    {
        using var connection = database.Open();
        return connection.Query<Channel>(
            $"SELECT {Columns} FROM channel WHERE ended_at IS NULL AND participant_id IN (SELECT id FROM participant WHERE left_on IS NOT NULL)").AsList();
    }

    /// <summary>Inside a write.</summary>
    internal void SwitchOff(SqliteConnection connection, Caller caller, Channel channel, string because)
    {
        connection.Execute("UPDATE channel SET off_because = @because WHERE id = @Id", new { because, channel.Id });
        Append(connection, caller, ActKinds.ChannelChanged, channel, string.Equals(because, ChannelTerms.OffByDesk, StringComparison.Ordinal) ? "kanaal.uitgezet" : "kanaal.weg");
    }

    internal static Channel? Find(SqliteConnection connection, OpaqueId participantId, OpaqueId id) =>
        connection.QuerySingleOrDefault<Channel>($"SELECT {Columns} FROM channel WHERE id = @id AND participant_id = @participantId", new { id, participantId });

    private ChannelResult Add(SqliteConnection connection, Caller caller, ChannelInput input, ChannelKind kind, byte[]? secret)
    {
        var (owner, label) = (OwnerOf(caller), input.Label!.Trim());
        if (caller.Participant is not null)
        {
            TakingPart.Require(connection, owner, Calendar.DutchCalendar.Today(time));
        }

        var labels = connection.Query<string>("SELECT label FROM channel WHERE participant_id = @owner AND ended_at IS NULL", new { owner }).AsList();
        if (labels.Contains(label, StringComparer.OrdinalIgnoreCase) || labels.Count >= ChannelTerms.MaxChannels)
        {
            return ChannelResult.Refused(labels.Count >= ChannelTerms.MaxChannels ? ChannelRefusals.TooMany : ChannelRefusals.LabelTaken);
        }

        var id = OpaqueId.Create();
        var hours = string.IsNullOrWhiteSpace(input.Hours) ? null : ChannelHours.Of(input.Hours).ToString();
        var address = _seal.SealAddress(id, input.Address!.Trim());
        var sealedSecret = secret is null ? null : _seal.SealSecret(id, secret);
        connection.Execute(
            """
            INSERT INTO channel (id, participant_id, kind, label, address, hours, secret, created_at, created_by)
            VALUES (@id, @owner, @kind, @label, @address, @hours, @sealedSecret, @now, @AccountId)
            """,
            new { id, owner, kind, label, address, hours, sealedSecret, now = time.GetUtcNow(), caller.AccountId });
        var channel = Find(connection, owner, id)!;
        Append(connection, caller, ActKinds.ChannelAdded, channel);
        return ChannelResult.Of(channel, secret is null ? null : WebhookSecret.ToText(secret));
    }

    private async Task<ChannelResult> ChangeAsync(Caller caller, OpaqueId id, Func<SqliteConnection, Channel, DateTimeOffset, Fault?> change, string? secret = null)
    {
        var owner = OwnerOf(caller);
        var result = await writer.WriteAsync(connection => Find(connection, owner, id) switch
        {
            null => ChannelResult.Missing,
            { EndedAt: not null } => ChannelResult.Refused(ChannelRefusals.Ended),
            var channel => change(connection, channel, time.GetUtcNow()) is { } fault ? ChannelResult.Refused(fault) : ChannelResult.Of(Find(connection, owner, id)!, secret),
        }).ConfigureAwait(false);
        bell.Ring(owner);
        return result;
    }

    private void End(SqliteConnection connection, Caller caller, Channel channel, DateTimeOffset now)
    {
        connection.Execute(
            "UPDATE channel SET ended_at = @now, address = x'', secret = NULL, old_secret = NULL, old_until = NULL WHERE id = @Id", new { now, channel.Id });
        connection.Execute("UPDATE delivery SET state = 4, ended_at = @now WHERE channel_id = @Id AND state = 1", new { now, channel.Id });
        Append(connection, caller, ActKinds.ChannelEnded, channel);
    }

    private void Append(SqliteConnection connection, Caller caller, string kind, Channel channel, string? what = null) => acts.Append(
        connection, transaction: null, caller, new Act(kind, channel.Id, channel.ParticipantId, [
            KeyValuePair.Create("kanaal", (string?)channel.Label),
            KeyValuePair.Create("vorm", (string?)ChannelTerms.Of(channel.Kind)),
            KeyValuePair.Create("wat", what)]));
}
