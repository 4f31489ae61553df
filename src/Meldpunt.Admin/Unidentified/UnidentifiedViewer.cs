using System.Globalization;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Unidentified.Images;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Unidentified;

/// <summary>
/// What the security desks of all participants see of unidentified persons. Every look is an act, durable before anything is shown: at the list, at one
/// person, and at an image unless it belongs to such a look of the same account a moment before.
/// </summary>
public sealed class UnidentifiedViewer(UnidentifiedStore store, ActLog acts, StoreWriter writer, TimeProvider time)
{
    private readonly RecentLooks _looks = new(time);

    /// <summary>Those that run, newest first, after the one given; as many as asked for, or what is left.</summary>
    public async Task<UnidentifiedPage> ListAsync(Caller caller, OpaqueId? after, int count)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var found = store.List(Today, after, count + 1);
        var shown = found.Take(count).ToList();
        await WriteAsync(caller, ActKinds.UnidentifiedListed, caller.Participant!.Id, ("aantal", shown.Count.ToString(CultureInfo.InvariantCulture))).ConfigureAwait(false);
        _looks.Add(caller.AccountId, shown.Select(person => person.Id));
        return new UnidentifiedPage(shown, found.Count > count ? shown[^1].Id : null);
    }

    /// <summary>One that runs; null when there is none.</summary>
    public async Task<UnidentifiedPerson?> FindAsync(Caller caller, OpaqueId id)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var person = store.Find(id, Today);
        if (person is not null)
        {
            await WriteAsync(caller, ActKinds.UnidentifiedSeen, id).ConfigureAwait(false);
            _looks.Add(caller.AccountId, [id]);
        }

        return person;
    }

    /// <summary>An image of one that runs; null when there is none.</summary>
    public async Task<Picture?> FindImageAsync(Caller caller, OpaqueId id, OpaqueId imageId)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var picture = store.FindImage(id, imageId, Today);
        if (picture is not null && !_looks.Has(caller.AccountId, id))
        {
            await WriteAsync(caller, ActKinds.ImageSeen, id, ("beeld", imageId.ToString())).ConfigureAwait(false);
            _looks.Add(caller.AccountId, [id]);
        }

        return picture;
    }

    // Whose desk looked is what its participant may read back; whose person it was follows from the id.
    private Task<LoggedQuery> WriteAsync(Caller caller, string kind, OpaqueId subject, params IEnumerable<(string Name, string? Value)> details) => writer.WriteAsync(connection =>
        acts.Append(
            connection, transaction: null, caller, new Act(kind, subject, caller.Participant!.Id, details.Select(detail => KeyValuePair.Create(detail.Name, detail.Value)))));

    private DateOnly Today => DutchCalendar.Today(time);
}
