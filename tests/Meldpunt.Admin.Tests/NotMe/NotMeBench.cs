using Meldpunt.Admin.Access;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.NotMe;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Matching;

namespace Meldpunt.Admin.Tests.NotMe;

/// <summary>A garage that registered somebody, another whose gate meets visitors who match, and what their desks say.</summary>
internal sealed class NotMeBench : IAsyncDisposable
{
    private NotMeBench(Garage source, Garage asker, TestRegister register)
    {
        (Source, Asker, Register) = (source, asker, register);
        Desk = Installation.CreateNotMeDesk();
    }

    public TestRegister Register { get; }

    public Garage Source { get; }

    public Garage Asker { get; }

    public NotMeDesk Desk { get; private set; }

    public Installation Installation => Register.Installation;

    /// <summary>The registered person: Quirijn van Zonderveld of 12 March 1984, born in Schoonhuizen.</summary>
    public static Draft Banned => new();

    /// <summary>Somebody whose surname differs by a letter.</summary>
    public static Draft Neighbour => new() { Surname = "Zondervelk", Birthplace = null, Address = null, Postcode = null };

    /// <summary>Somebody of the same name and birth date, who was born elsewhere.</summary>
    public static Draft Namesake => new() { Birthplace = "Delft", Address = null, Postcode = null };

    public static async Task<NotMeBench> CreateAsync()
    {
        var register = TestRegister.Create();
        return new NotMeBench(await register.JoinAsync("Parkeergarage Noord"), await register.JoinAsync("Parkeergarage Zuid"), register);
    }

    public Task<Entry> RegisterAsync(Draft? draft = null) => Register.RegisterAsync(Source, draft ?? Banned);

    /// <summary>A gate asks about somebody who matches; the case of it, or of one of its entries.</summary>
    public async Task<FollowUp> MeetAsync(Draft visitor, Garage? at = null, OpaqueId? entryId = null)
    {
        var garage = at ?? Asker;
        var found = new FoundEntry[8];
        var count = Installation.Projection.Find(visitor.Person(), DutchCalendar.Today(Register.Time), found);
        Assert.NotEqual(0, count);
        var row = await Register.AppendFoundAsync(garage, visitor.Person(), found[..count]);
        while (await Installation.MatchFollower.TurnAsync())
        {
        }

        return Installation.FollowUps.OfQuery(row.QueryId).First(one => entryId is null || one.EntryId == entryId);
    }

    /// <summary>The asker's desk called, and this came of it.</summary>
    public async Task<FollowUp> AskerSaysAsync(FollowUp one, string outcome, Caller? by = null)
    {
        var result = await Installation.FollowUpDesk.RecordCallAsync(by ?? Asker.Desk, one.Id, new CallInput { Result = "gesproken", Outcome = outcome }, version: null, []);
        Assert.Empty(result.Faults);
        return result.FollowUp!;
    }

    /// <summary>The desk of the source confirms the call, or disputes it; the index follows.</summary>
    public async Task<FollowUp> SourceSaysAsync(FollowUp one, string? outcome, string result = "gesproken")
    {
        var done = await Installation.FollowUpDesk.RecordCallAsync(Source.Desk, one.Id, new CallInput { Result = result, Outcome = outcome }, version: null, []);
        Assert.Empty(done.Faults);
        Installation.Projection.Follow();
        return done.FollowUp!;
    }

    public Task<FollowUpResult> MarkAsync(FollowUp one, Draft visitor, Caller? by = null, bool? consent = true) =>
        Desk.MakeAsync(by ?? Asker.Desk, one.Id, visitor.Person(), consent, version: null, []);

    /// <summary>A visitor who was met, found to be somebody else by both desks, and marked.</summary>
    public async Task<FollowUp> MarkedAsync(Draft visitor, OpaqueId? entryId = null)
    {
        var one = await AskerSaysAsync(await MeetAsync(visitor, entryId: entryId), "anderePersoon");
        Assert.Empty((await MarkAsync(one, visitor)).Faults);
        return await SourceSaysAsync(one, "anderePersoon");
    }

    /// <summary>The codes of what stood in the way.</summary>
    public async Task<IEnumerable<string>> RefusedAsync(FollowUp one, Draft visitor, Caller? by = null, bool? consent = true) =>
        (await MarkAsync(one, visitor, by, consent)).Faults.Select(fault => fault.Code);

    public NotMeState StateOf(FollowUp one, Garage? at = null) => Installation.Marks.StateOf(Installation.FollowUps.Find(one.Id, (at ?? Asker).Participant.Id)!);

    public bool IsStopped(Draft visitor) => Register.Finds(visitor);

    /// <summary>The process ends and another takes its place.</summary>
    public async Task RestartAsync()
    {
        await Register.RestartAsync();
        Desk = Installation.CreateNotMeDesk();
    }

    public ValueTask DisposeAsync() => Register.DisposeAsync();
}
