using System.Security.Cryptography;
using System.Text;
using Dapper;
using Meldpunt.Admin.Accounts;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Tests.Houses;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Meldpunt.Service.Tests.Sessions;

/// <summary>A session on a terminal, without the enrolment and the PIN that other tests are about.</summary>
internal static class TerminalHouse
{
    private const string Secret = "what the browser at the desk of Damstraat keeps";

    public static OpaqueId TerminalId { get; } = OpaqueId.Create();

    /// <summary>Somebody of the gate at Rokin signs in on a terminal that stands at Damstraat; the cookies of that browser.</summary>
    public static async Task<string> SignInOnTerminalAsync(TestHouse house)
    {
        var place = house.Installation.Directory.Locations.Single(location => string.Equals(location.Name, "Damstraat", StringComparison.Ordinal));
        await house.Installation.Writer.WriteAsync(connection => connection.Execute(
            """
            INSERT INTO terminal (id, participant_id, location_id, label, created_by, created_at, secret_hash, enrolled_at)
            VALUES (@TerminalId, @Participant, @Place, 'Balie', @TerminalId, 1, @SecretHash, 1)
            """,
            new { TerminalId, Participant = house.Lion.Id, Place = place.Id, SecretHash = SHA256.HashData(Encoding.UTF8.GetBytes(Secret)) }));
        house.Follow();
        using var scope = house.Services.CreateScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        http.Request.Headers.UserAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Firefox/131.0";
        http.Request.Headers.Cookie = "meldpunt-terminal=" + Uri.EscapeDataString(Secret);
        await scope.ServiceProvider.GetRequiredService<SessionDoor>().SignInAsync(
            http, house.Installation.Accounts.FindByName("poort")!, SignInMethods.Pin | SignInMethods.Terminal, TerminalId);
        return string.Join("; ", http.Response.Headers.SetCookie.Select(cookie => cookie!.Split(';')[0]));
    }
}
