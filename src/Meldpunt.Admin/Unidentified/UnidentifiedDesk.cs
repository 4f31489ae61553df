using System.Globalization;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Unidentified.Images;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Unidentified;

/// <summary>
/// What a security desk does with persons it could not identify: its own participant's only. Each change is one transaction with its act; when a method
/// returns it is durable. All throw <see cref="StoreUnavailableException"/> when the store does not take it.
/// </summary>
public sealed class UnidentifiedDesk(
    UnidentifiedStore store, EntryRegistrar registrar, ActLog acts, Keyring keys, StoreWriter writer, ErasedTraces traces, TimeProvider time) : IDisposable
{
    private const string ImageDetail = "beeld";

    // Two who recognise the same person at once make one entry: the second finds that the person is gone.
    private readonly SemaphoreSlim _identifying = new(1);

    // Images go through the one writer that gates wait for, so one person's at a time; whoever waits longer than this is told that nothing was done.
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _storing = new(1);

    /// <summary>Makes one, with its images.</summary>
    public async Task<UnidentifiedResult> RegisterAsync(
        Caller caller, UnidentifiedInput input, IReadOnlyCollection<Picture> pictures, IEnumerable<Fault> faultsSoFar)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var faults = faultsSoFar.ToList();
        var details = UnidentifiedCheck.Check(input, faults);
        if (details is not null)
        {
            faults.AddRange(UnidentifiedRules.Broken(details, time.GetUtcNow()));
        }

        if (pictures.Count > PictureReader.MaxOfOnePerson)
        {
            faults.Add(PictureRefusals.TooMany);
        }

        if (details is null || faults.Count > 0)
        {
            return UnidentifiedResult.Refused(faults);
        }

        var id = OpaqueId.Create();
        using var cipher = EntryCipher.Create(id);
        var row = UnidentifiedRow.Seal(details, cipher, id, OwnParticipant(caller), caller.AccountId, time.GetUtcNow(), keys.Epochs);
        var images = pictures.Select(picture => UnidentifiedImageRow.Seal(picture, cipher, id)).ToList();
        var today = Today;
        var made = await StoreAloneAsync(() => writer.WriteAsync(connection =>
        {
            TakingPart.Require(connection, row.ParticipantId, today);
            if (UnidentifiedStore.CountRunning(connection, row.ParticipantId, today) >= UnidentifiedRules.MaxOfOneParticipant)
            {
                return false;
            }

            UnidentifiedStore.Insert(connection, row);
            images.ForEach(image => UnidentifiedStore.Insert(connection, image));
            Write(connection, caller, ActKinds.UnidentifiedRegistered, id, ("beelden", images.Count.ToString(CultureInfo.InvariantCulture)), ("einddatum", Day(row.LastDay)));
            return true;
        })).ConfigureAwait(false);
        return made ? UnidentifiedResult.Of(store.Find(id, Today)) : UnidentifiedResult.Refused(UnidentifiedRules.TooManyOfOneParticipant);
    }

    /// <summary>Adds an image; refused when there are five.</summary>
    public async Task<UnidentifiedResult> AddImageAsync(Caller caller, OpaqueId id, Picture picture)
    {
        if (FindOwn(caller, id) is not { } row)
        {
            return UnidentifiedResult.Missing;
        }

        using var cipher = row.Open(keys.Epochs);
        var image = UnidentifiedImageRow.Seal(picture, cipher, id);
        return await StoreAloneAsync(() => ChangeAsync(caller, id, connection =>
        {
            if (UnidentifiedStore.CountImages(connection, id) >= PictureReader.MaxOfOnePerson)
            {
                return UnidentifiedResult.Refused(PictureRefusals.TooMany);
            }

            UnidentifiedStore.Insert(connection, image);
            UnidentifiedStore.RaiseVersion(connection, id);
            Write(connection, caller, ActKinds.ImageAdded, id, (ImageDetail, image.Id.ToString()));
            return null;
        })).ConfigureAwait(false);
    }

    /// <summary>Erases one image at once.</summary>
    public Task<UnidentifiedResult> RemoveImageAsync(Caller caller, OpaqueId id, OpaqueId imageId) => EraseAsync(caller, id, connection =>
    {
        if (!UnidentifiedStore.DeleteImage(connection, id, imageId))
        {
            return UnidentifiedResult.Missing;
        }

        UnidentifiedStore.RaiseVersion(connection, id);
        Write(connection, caller, ActKinds.ImageRemoved, id, (ImageDetail, imageId.ToString()));
        return null;
    });

    /// <summary>Withdraws one, and erases everything of it at once.</summary>
    public async Task<UnidentifiedResult> WithdrawAsync(Caller caller, OpaqueId id, string? ground, IEnumerable<Fault> faultsSoFar)
    {
        var faults = faultsSoFar.ToList();
        var read = UnidentifiedCheck.Ground(ground, faults);
        if (FindOwn(caller, id) is null)
        {
            return UnidentifiedResult.Missing;
        }

        return read is null || faults.Count > 0 ? UnidentifiedResult.Refused(faults) : await EraseAsync(caller, id, connection =>
        {
            UnidentifiedStore.Erase(connection, id, UnidentifiedState.Withdrawn);
            Write(connection, caller, ActKinds.UnidentifiedWithdrawn, id, ("grond", read));
            return UnidentifiedResult.Gone;
        }).ConfigureAwait(false);
    }

    /// <summary>
    /// The person is known now: makes an ordinary entry and erases the rest, in one transaction. Nothing is erased when the registration is refused.
    /// </summary>
    public async Task<UnidentifiedResult> IdentifyAsync(Caller caller, OpaqueId id, RegistrationInput input, IEnumerable<Fault> faultsSoFar)
    {
        await _identifying.WaitAsync().ConfigureAwait(false);
        try
        {
            if (FindOwn(caller, id) is null)
            {
                return UnidentifiedResult.Missing;
            }

            var outcome = await registrar.RegisterAsync(caller, input, faultsSoFar, idempotencyKey: null, (connection, entryId) =>
            {
                if (!UnidentifiedStore.Erase(connection, id, UnidentifiedState.Identified))
                {
                    throw new GoneMeanwhileException();
                }

                Write(connection, caller, ActKinds.UnidentifiedRecognised, id, ("registratie", entryId.ToString()));
            }).ConfigureAwait(false);
            if (!outcome.Succeeded)
            {
                return UnidentifiedResult.Refused(outcome);
            }

            traces.LeaveAndTry();
            return UnidentifiedResult.Of(outcome.Entry);
        }
        catch (GoneMeanwhileException)
        {
            return UnidentifiedResult.Missing;
        }
        finally
        {
            _identifying.Release();
        }
    }

    public void Dispose()
    {
        _identifying.Dispose();
        _storing.Dispose();
    }

    private DateOnly Today => DutchCalendar.Today(time);

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private void Write(SqliteConnection connection, Caller caller, string kind, OpaqueId id, params IEnumerable<(string Name, string? Value)> details) => acts.Append(
        connection, transaction: null, caller, new Act(kind, id, OwnParticipant(caller), details.Select(detail => KeyValuePair.Create(detail.Name, detail.Value))));

    private static OpaqueId OwnParticipant(Caller caller) =>
        caller.Participant?.Id ?? throw new InvalidOperationException("Only accounts of a participant register.");

    private UnidentifiedRow? FindOwn(Caller caller, OpaqueId id) => store.FindRow(id, Today) is { } row && row.ParticipantId == OwnParticipant(caller) ? row : null;

    private static UnidentifiedRow? FindOwn(SqliteConnection connection, Caller caller, OpaqueId id, DateOnly today) =>
        UnidentifiedStore.FindRow(connection, id, today) is { } row && row.ParticipantId == OwnParticipant(caller) ? row : null;

    /// <summary>As <see cref="ChangeAsync"/>, of a change after which nothing of what was there is to be found in a file.</summary>
    private async Task<UnidentifiedResult> EraseAsync(Caller caller, OpaqueId id, Func<SqliteConnection, UnidentifiedResult?> change)
    {
        var result = await ChangeAsync(caller, id, change).ConfigureAwait(false);
        traces.LeaveAndTry();
        return result;
    }

    /// <summary>Changes one's own, or finds it missing; null of the change is the person as it is then.</summary>
    private async Task<UnidentifiedResult> ChangeAsync(Caller caller, OpaqueId id, Func<SqliteConnection, UnidentifiedResult?> change)
    {
        var today = Today;
        var result = await writer.WriteAsync(connection =>
            FindOwn(connection, caller, id, today) is null ? UnidentifiedResult.Missing : change(connection)).ConfigureAwait(false);
        return result ?? UnidentifiedResult.Of(store.Find(id, today));
    }

    private async Task<T> StoreAloneAsync<T>(Func<Task<T>> write)
    {
        if (!await _storing.WaitAsync(MaxWait).ConfigureAwait(false))
        {
            throw new StoreUnavailableException(StoreTrouble.Late);
        }

        try
        {
            return await write().ConfigureAwait(false);
        }
        finally
        {
            _storing.Release();
        }
    }

    // Undoes the entry: another officer withdrew the person while it was being made.
    private sealed class GoneMeanwhileException : InvalidOperationException;
}
