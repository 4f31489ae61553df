using Meldpunt.Admin.Accounts;
using Meldpunt.Index.Identity;
using Microsoft.AspNetCore.Authentication;

namespace Meldpunt.Service.Access;

/// <summary>A session in memory. What it is does not change; when it was used, and that a second factor was shown, does. Safe to use from many threads.</summary>
internal sealed class LiveSession
{
    private readonly TimeSpan _idle;
    private long _version;
    private long _seen;
    private long _savedSeen;
    private long _verified;

    public LiveSession(Session session, long version)
    {
        Id = session.Id;
        AccountId = session.AccountId;
        TerminalId = session.TerminalId ?? default;
        Methods = session.Methods;
        ExpiresAt = session.ExpiresAt;
        KeyHash = session.KeyHash;
        Ticket = TicketSerializer.Default.Deserialize(session.Ticket) ?? throw new InvalidDataException("The ticket of a session cannot be read.");
        _idle = SessionLimits.Idle(session.Role);
        _version = version;
        _seen = _savedSeen = session.SeenAt.UtcTicks;
        _verified = session.VerifiedAt?.UtcTicks ?? 0;
    }

    public OpaqueId Id { get; }

    public OpaqueId AccountId { get; }

    /// <summary>The enrolled terminal; the empty id for any other browser.</summary>
    public OpaqueId TerminalId { get; }

    public SignInMethods Methods { get; }

    public DateTimeOffset ExpiresAt { get; }

    public byte[] KeyHash { get; }

    public AuthenticationTicket Ticket { get; }

    /// <summary>The version of the sessions at which the store still had it.</summary>
    public long Version
    {
        get => Interlocked.Read(ref _version);
        set => Interlocked.Exchange(ref _version, value);
    }

    public DateTimeOffset SeenAt => new(Interlocked.Read(ref _seen), TimeSpan.Zero);

    /// <summary>When a second factor was last shown in it; null when never.</summary>
    public DateTimeOffset? VerifiedAt => Interlocked.Read(ref _verified) is var ticks and > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>True when it was used since that was last written down, and that is long enough ago.</summary>
    public bool IsToBeSaved => Interlocked.Read(ref _seen) - Interlocked.Read(ref _savedSeen) >= SessionLimits.SeenStep.Ticks;

    /// <summary>Whatever else is known of it, neither of its two times is over.</summary>
    public bool IsOn(DateTimeOffset now) => now < ExpiresAt && now < SeenAt + _idle;

    /// <summary>It was used.</summary>
    public void Touch(DateTimeOffset now) => Raise(ref _seen, now.UtcTicks);

    public void WasSaved(DateTimeOffset seen) => Raise(ref _savedSeen, seen.UtcTicks);

    /// <summary>True when the store says the same of it.</summary>
    public bool Is(SessionMark mark) => mark.Methods == Methods && (mark.VerifiedAt?.UtcTicks ?? 0) == Interlocked.Read(ref _verified);

    private static void Raise(ref long moment, long ticks)
    {
        var before = Interlocked.Read(ref moment);
        while (before < ticks && Interlocked.CompareExchange(ref moment, ticks, before) is var found && found != before)
        {
            before = found;
        }
    }
}
