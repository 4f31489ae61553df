using Meldpunt.Admin.Access;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Register;
using Meldpunt.Index.Identity;

namespace Meldpunt.Service.Participants;

/// <summary>Changes participants for interface and pages: when it returns, access and index have followed, and data that must go at once are gone.</summary>
internal sealed class ParticipantDoor(
    ParticipantStore store, ParticipantErasure erasure, AccessDirectory directory, IndexProjection projection, TimeProvider time)
{
    public AccessDirectory Directory => directory;

    public DateOnly Today => DutchCalendar.Today(time);

    public bool Knows(string? id) => OpaqueId.TryParse(id, out var known) && directory.FindParticipant(known) is not null;

    /// <summary>Throws what the store throws.</summary>
    public async Task<Participant> ChangeAsync(Func<ParticipantStore, Task<Participant>> change)
    {
        var participant = await change(store);
        directory.Refresh();
        projection.TryFollow();
        if (participant.EraseOn <= Today)
        {
            await erasure.RunAsync();
            directory.Refresh();
        }

        return directory.FindParticipant(participant.Id) ?? participant;
    }
}
