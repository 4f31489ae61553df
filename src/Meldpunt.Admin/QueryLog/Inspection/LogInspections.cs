using System.Globalization;
using System.Security.Cryptography;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Storage;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.QueryLog.Inspection;

/// <summary>
/// "Who looked this person up?" Somebody asks, somebody else confirms with a code that was read out, and only then both see it. Each of the two acts is a row of
/// the log, about the same pseudonym, durable before anything follows from it. Safe to use from many threads.
/// </summary>
public sealed class LogInspections(Installation installation) : IDisposable
{
    /// <summary>How long a request waits for somebody who confirms, and how long a result can be read.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    /// <summary>Requests that one account may have open; those that were confirmed count.</summary>
    public const int MaxOpenOfAccount = 3;

    /// <summary>Requests that all accounts together may have open.</summary>
    public const int MaxOpen = 50;

    /// <summary>Wrong codes after which a request is gone.</summary>
    public const int MaxWrongCodes = 5;

    private const int Codes = 1_000_000;

    private readonly SubjectSearch _search = new(installation.Database);
    private readonly CancellationTokenSource _closing = new();
    private readonly SemaphoreSlim _oneSearch = new(1);
    private readonly Lock _lock = new();

    // Guarded by _lock, with all that changes in a request.
    private readonly Dictionary<OpaqueId, LogInspection> _open = [];

    private TimeProvider Time => installation.Time;

    /// <summary>
    /// Asks. Completes when the row is durable; nobody hears of the request before that. Throws <see cref="StoreUnavailableException"/> when the row did
    /// not become durable; then there is no request.
    /// </summary>
    /// <param name="asker">Who asks.</param>
    /// <param name="person">About whom; only pseudonyms are kept.</param>
    /// <param name="reason">Why.</param>
    public async Task<(LogInspection? Made, InspectionRefusal Refusal)> AskAsync(Caller asker, PersonDetails person, InspectionReason reason)
    {
        ArgumentNullException.ThrowIfNull(asker);
        var month = CalendarMonth.Of(DutchCalendar.Today(Time));
        var inspection = new LogInspection(asker, reason, month, MonthlyPseudonyms.Of(installation.Keys.LogSubjects, person, month), NewCode());
        if (!TryAdd(inspection))
        {
            return (null, InspectionRefusal.TooManyOpen);
        }

        try
        {
            inspection.AskedRow = await AppendAsync(asker, inspection).ConfigureAwait(false);
        }
        catch
        {
            Remove(inspection);
            throw;
        }

        Release(inspection, lifeBegins: true);
        return (inspection, InspectionRefusal.None);
    }

    /// <summary>
    /// Confirms, and starts the search when the row is durable. Throws <see cref="StoreUnavailableException"/> when it did not become that; then the request
    /// waits as before.
    /// </summary>
    /// <param name="confirmer">Who confirms; another account than the one that asked.</param>
    /// <param name="id">Which request.</param>
    /// <param name="code">What was read out; spaces do not count.</param>
    public async Task<InspectionRefusal> ConfirmAsync(Caller confirmer, OpaqueId id, string? code)
    {
        ArgumentNullException.ThrowIfNull(confirmer);
        var (inspection, refusal) = Take(confirmer, id, code);
        if (inspection is null)
        {
            return refusal;
        }

        try
        {
            inspection.ConfirmedRow = await AppendAsync(confirmer, inspection).ConfigureAwait(false);
        }
        catch
        {
            Release(inspection, lifeBegins: false);
            throw;
        }

        inspection.Search = SearchAsync(inspection);
        inspection.Confirmer = confirmer;
        Release(inspection, lifeBegins: true);
        return InspectionRefusal.None;
    }

    /// <summary>Takes a request back; its row stays in the log. False when the account has no such request.</summary>
    public bool Withdraw(Caller asker, OpaqueId id)
    {
        ArgumentNullException.ThrowIfNull(asker);
        lock (_lock)
        {
            return Find_NeedsLock(id) is { IsBeingLogged: false } found && found.Asker.AccountId == asker.AccountId && _open.Remove(id);
        }
    }

    /// <summary>What an account asked or confirmed and may still read, newest first.</summary>
    public IReadOnlyList<LogInspection> Of(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return List(inspection => inspection.Asker.AccountId == caller.AccountId || inspection.Confirmer?.AccountId == caller.AccountId);
    }

    /// <summary>What waits for somebody who confirms, newest first.</summary>
    public IReadOnlyList<LogInspection> Waiting() => List(inspection => inspection.Confirmer is null);

    /// <summary>How long a request or its result is still there.</summary>
    public TimeSpan Left(LogInspection inspection)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        return Life - Time.GetElapsedTime(inspection.LifeBegan);
    }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
        _oneSearch.Dispose();
    }

    private static string NewCode() => RandomNumberGenerator.GetInt32(Codes).ToString("000000", CultureInfo.InvariantCulture);

    // Under the month of asking, also past midnight of its last day: both rows have one pseudonym.
    private Task<LoggedQuery> AppendAsync(Caller caller, LogInspection inspection) =>
        installation.QueryLog.AppendInspectionAsync(caller, inspection.AskedMonth, inspection.Subjects[inspection.AskedMonth]);

    private async Task<InspectionResult> SearchAsync(LogInspection inspection)
    {
        await _oneSearch.WaitAsync(_closing.Token).ConfigureAwait(false);
        try
        {
            return await Task.Run(
                () => _search.FindAsync(inspection.Subjects, inspection.ConfirmedRow!.Seq, part => inspection.Progress = part, _closing.Token),
                _closing.Token).ConfigureAwait(false);
        }
        finally
        {
            _oneSearch.Release();
        }
    }

    private bool TryAdd(LogInspection inspection)
    {
        lock (_lock)
        {
            Forget_NeedsLock();
            if (_open.Count >= MaxOpen || _open.Values.Count(other => other.Asker.AccountId == inspection.Asker.AccountId) >= MaxOpenOfAccount)
            {
                return false;
            }

            inspection.IsBeingLogged = true;
            _open.Add(inspection.Id, inspection);
            return true;
        }
    }

    private (LogInspection? Taken, InspectionRefusal Refusal) Take(Caller confirmer, OpaqueId id, string? code)
    {
        lock (_lock)
        {
            if (Find_NeedsLock(id) is not { IsBeingLogged: false, Confirmer: null } found)
            {
                return (null, InspectionRefusal.Gone);
            }

            if (found.Asker.AccountId == confirmer.AccountId)
            {
                return (null, InspectionRefusal.OwnRequest);
            }

            if (string.Equals(code?.Replace(" ", string.Empty, StringComparison.Ordinal), found.Code, StringComparison.Ordinal))
            {
                found.IsBeingLogged = true;
                return (found, InspectionRefusal.None);
            }

            found.WrongCodes++;
            return (null, found.WrongCodes >= MaxWrongCodes && _open.Remove(id) ? InspectionRefusal.TooManyWrongCodes : InspectionRefusal.WrongCode);
        }
    }

    private void Remove(LogInspection inspection)
    {
        lock (_lock)
        {
            _open.Remove(inspection.Id);
        }
    }

    private void Release(LogInspection inspection, bool lifeBegins)
    {
        lock (_lock)
        {
            inspection.IsBeingLogged = false;
            inspection.LifeBegan = lifeBegins ? Time.GetTimestamp() : inspection.LifeBegan;
        }
    }

    private List<LogInspection> List(Func<LogInspection, bool> passes)
    {
        lock (_lock)
        {
            Forget_NeedsLock();
            return _open.Values.Where(inspection => !inspection.IsBeingLogged && passes(inspection)).OrderByDescending(inspection => inspection.AskedRow!.Seq).ToList();
        }
    }

    private LogInspection? Find_NeedsLock(OpaqueId id)
    {
        Forget_NeedsLock();
        return _open.GetValueOrDefault(id);
    }

    private void Forget_NeedsLock()
    {
        foreach (var over in _open.Values.Where(inspection => !inspection.IsBeingLogged && Left(inspection) <= TimeSpan.Zero).ToList())
        {
            _open.Remove(over.Id);
        }
    }
}
