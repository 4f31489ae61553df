using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Participants;
using Meldpunt.Index.Identity;

namespace Meldpunt.Tests;

/// <summary>Garages that take part, for tests of something else: they were there before there were acts, so the log of a test begins with what the test does.</summary>
internal static class SettledParticipants
{
    public static readonly DateOnly PermitUntil = new(2099, 12, 31);

    private static readonly DateOnly JoinedOn = new(2020, 1, 1);

    public static Task<Participant> SettleAsync(this Installation installation, string name, string deskPhone, IReadOnlyList<string> locations)
    {
        var participant = new Participant
        {
            Id = OpaqueId.Create(),
            Name = name,
            DeskPhone = deskPhone,
            JoinedOn = JoinedOn,
            DeclarationSignedOn = JoinedOn,
            PermitNumber = "2020-001",
            PermitFrom = JoinedOn,
            PermitUntil = PermitUntil,
        };
        return installation.Writer.WriteAsync(connection =>
        {
            ParticipantStore.Insert(connection, participant, locations);
            return participant;
        });
    }
}
