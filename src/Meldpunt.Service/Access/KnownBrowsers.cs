using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Meldpunt.Admin.Accounts;
using Meldpunt.Index.Identity;
using Microsoft.AspNetCore.DataProtection;

namespace Meldpunt.Service.Access;

/// <summary>
/// Which accounts signed in before in a browser: a sealed cookie says so, and the throttle counts such a browser by itself, so that somebody who guesses elsewhere does not
/// keep the owner out. It opens nothing. Forgotten after 90 days, and as soon as the account's stamp changes (a new password, recovery).
/// </summary>
internal sealed class KnownBrowsers(IDataProtectionProvider protection, HostOptions options, TimeProvider time)
{
    /// <summary>Most accounts that one browser is known for: a desk has a few officers. The one that was here longest ago goes.</summary>
    public const int MaxAccounts = 8;

    private const int StampBytes = 8;
    private const int EntryBytes = (2 * OpaqueId.SizeBytes) + sizeof(long) + StampBytes;

    // A sealed cookie of that many entries is shorter; a longer one is not looked at.
    private const int MaxCookieLength = 2_048;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    private readonly IDataProtector _protector = protection.CreateProtector("meldpunt known browser v1");

    private string CookieName => options.IsSecure ? "__Host-meldpunt-bekend" : "meldpunt-bekend";

    /// <summary>The id of this browser for an account that signed in here before; the empty id when it did not.</summary>
    public OpaqueId Find(HttpContext http, Account account)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(account);
        return Read(http).FirstOrDefault(entry => entry.AccountId == account.Id && CryptographicOperations.FixedTimeEquals(entry.Stamp, StampOf(account))).BrowserId;
    }

    /// <summary>An account signed in here. Not for a browser that several people share by design: an enrolled terminal.</summary>
    public void Remember(HttpContext http, Account account)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(account);
        var known = Find(http, account);
        var expires = time.GetUtcNow() + Lifetime;
        var entries = Read(http)
            .Where(entry => entry.AccountId != account.Id)
            .Prepend((AccountId: account.Id, BrowserId: known.IsEmpty ? OpaqueId.Create() : known, Expires: expires, Stamp: StampOf(account)))
            .Take(MaxAccounts);
        http.Response.Cookies.Append(CookieName, Convert.ToBase64String(_protector.Protect(Write(entries))), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = options.IsSecure,
            Path = "/",
            Expires = expires,
            IsEssential = true,
        });
    }

    private static byte[] StampOf(Account account) => SHA256.HashData(Encoding.UTF8.GetBytes(account.SecurityStamp))[..StampBytes];

    private List<(OpaqueId AccountId, OpaqueId BrowserId, DateTimeOffset Expires, byte[] Stamp)> Read(HttpContext http)
    {
        if (http.Request.Cookies[CookieName] is not { Length: > 0 and <= MaxCookieLength } cookie)
        {
            return [];
        }

        try
        {
            var now = time.GetUtcNow();
            return _protector.Unprotect(Convert.FromBase64String(cookie))
                .Chunk(EntryBytes)
                .Where(bytes => bytes.Length == EntryBytes)
                .Select(ReadEntry)
                .Where(entry => entry.Expires > now)
                .ToList();
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            // Not ours, or sealed by a key that is gone: a browser like any other.
            return [];
        }
    }

    private static (OpaqueId AccountId, OpaqueId BrowserId, DateTimeOffset Expires, byte[] Stamp) ReadEntry(byte[] bytes)
    {
        const int TimeAt = 2 * OpaqueId.SizeBytes;
        return (
            new OpaqueId(bytes.AsSpan(0, OpaqueId.SizeBytes)),
            new OpaqueId(bytes.AsSpan(OpaqueId.SizeBytes, OpaqueId.SizeBytes)),
            DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(TimeAt))),
            bytes[(TimeAt + sizeof(long))..]);
    }

    private static byte[] Write(IEnumerable<(OpaqueId AccountId, OpaqueId BrowserId, DateTimeOffset Expires, byte[] Stamp)> entries)
    {
        var all = new List<byte>();
        Span<byte> expires = stackalloc byte[sizeof(long)];
        foreach (var entry in entries)
        {
            BinaryPrimitives.WriteInt64LittleEndian(expires, entry.Expires.ToUnixTimeSeconds());
            all.AddRange(Convert.FromHexString(entry.AccountId.ToString()));
            all.AddRange(Convert.FromHexString(entry.BrowserId.ToString()));
            all.AddRange(expires);
            all.AddRange(entry.Stamp);
        }

        return [.. all];
    }
}
