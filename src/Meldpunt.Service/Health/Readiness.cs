using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Storage;

namespace Meldpunt.Service.Health;

/// <summary>Whether queries can be answered now.</summary>
internal sealed class Readiness(StoreWriter writer, IndexProjection projection, QueryLogAppender log)
{
    /// <summary>True when the last write became durable.</summary>
    public bool StoreIsWell => writer.Trouble == StoreTrouble.None;

    /// <summary>True when the index holds everybody whom the register holds.</summary>
    public bool IndexIsCurrent => projection.IsCurrent;

    /// <summary>True when the key of this month's pseudonyms is there, or could be made.</summary>
    public bool KeysAreThere => log.CanSign();

    /// <summary>
    /// Throws when an answer could be wrong. A store that refused its last write is no reason: the next write is how it turns out to be well again.
    /// </summary>
    public void ThrowUnlessAbleToAnswer()
    {
        if (!IndexIsCurrent)
        {
            throw new StoreUnavailableException(StoreTrouble.Refused);
        }
    }
}
