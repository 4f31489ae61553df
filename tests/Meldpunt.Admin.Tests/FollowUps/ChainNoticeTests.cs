using System.Globalization;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Messages;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.FollowUps;

/// <summary>Who had a match on an entry hears when it changes (protocol article 9.5, AVG article 19); nobody else does; and it can be proven.</summary>
public sealed class ChainNoticeTests : IAsyncLifetime
{
    private CaseBench _bench = null!;
    private Garage _west = null!;

    private EntryDesk Entries => _bench.Register.Installation.Desk;

    public async ValueTask InitializeAsync()
    {
        _bench = await CaseBench.CreateAsync();
        _west = await _bench.Register.JoinAsync("West");
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    public static TheoryData<string> Changes => [ActKinds.EntryCorrected, ActKinds.EntryRestricted, ActKinds.RestrictionLifted, ActKinds.EntryWithdrawn];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Exactly_those_who_had_a_match_are_told_of_a_change_and_the_log_says_to_whom(string kind)
    {
        await _bench.OpenAsync();
        await _bench.OpenAsync();
        await _bench.OpenAsync(_bench.Noord);
        if (string.Equals(kind, ActKinds.RestrictionLifted, StringComparison.Ordinal))
        {
            await DoAsync(ActKinds.EntryRestricted);
        }

        await DoAsync(kind);
        var row = ActRow(kind);
        await _bench.FollowAsync();

        var message = Assert.Single(Changed(_bench.Zuid), message => string.Equals(message.Change, kind, StringComparison.Ordinal));
        Assert.Equal((_bench.Entry.Id, row), (message.EntryId, message.ActSeq));
        Assert.Empty(Changed(_bench.Noord).Concat(Changed(_west)));
        var told = _bench.Register.Acts(ActKinds.RecipientsTold).Last();
        Assert.Equal((_bench.Entry.Id, _bench.Noord.Participant.Id), (told.SubjectId, told.ParticipantId));
        Assert.Equal(
            [("aantal", "1"), ("deelnemers", _bench.Zuid.Participant.Id.ToString()), ("rij", row.ToString(CultureInfo.InvariantCulture)), ("wat", kind)],
            told.Details.Select(detail => (detail.Key, detail.Value)));
    }

    [Fact]
    public async Task Of_an_entry_that_nobody_met_nobody_is_told_and_nothing_is_said()
    {
        await _bench.OpenAsync(_bench.Noord);

        await _bench.WithdrawAsync();
        await _bench.FollowAsync();

        Assert.Empty(_bench.Register.Acts(ActKinds.RecipientsTold));
    }

    [Fact]
    public async Task What_else_is_done_to_an_entry_is_told_to_nobody()
    {
        await _bench.OpenAsync();
        await Entries.AddIncidentAsync(
            _bench.Noord.Desk, _bench.Entry.Id, new IncidentInput { Kind = "overlast", FoundBy = "G", Day = TestDays.Text(TestDays.Today) }, version: null, []);

        await _bench.FollowAsync();

        Assert.Empty(Changed(_bench.Zuid));
    }

    [Fact]
    public async Task A_match_in_the_same_instant_as_the_change_is_told_of_it()
    {
        await using var held = new HeldWriter(_bench.Register.Installation.Writer);
        var match = _bench.AskAsync(_bench.Zuid, _bench.Entry.Id);
        var withdrawal = Entries.WithdrawAsync(_bench.Noord.Desk, _bench.Entry.Id, "onterecht", version: null);
        held.Release();
        await Task.WhenAll(match, withdrawal);

        await _bench.FollowAsync();

        Assert.Single(Changed(_bench.Zuid));
        Assert.Equal(FollowUpsOf(_bench.Entry.Id), [5]);
    }

    [Fact]
    public async Task A_match_after_the_change_is_not_told_of_it_and_of_the_next_one_it_is()
    {
        await DoAsync(ActKinds.EntryRestricted);
        await DoAsync(ActKinds.RestrictionLifted);
        await _bench.OpenAsync();

        await DoAsync(ActKinds.EntryCorrected);
        await _bench.FollowAsync();

        Assert.Equal([ActKinds.EntryCorrected], Changed(_bench.Zuid).Select(message => message.Change));
    }

    [Fact]
    public async Task Whose_desk_found_it_while_registering_is_told_too()
    {
        var ban = await _bench.Register.RegisterAsync(_bench.Noord, Ban());
        var look = await _bench.Register.Installation.Registrar.LookAsync(_west.Desk, Ban().Person(), incident: null);

        await Entries.WithdrawAsync(_bench.Noord.Desk, ban.Id, "onterecht", version: null);
        await _bench.FollowAsync();

        Assert.NotEqual(default, look.QueryId);
        Assert.Equal([(ban.Id, ActKinds.EntryWithdrawn)], Changed(_west).Select(message => (message.EntryId!.Value, message.Change!)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_a_garage_goes_all_who_met_its_entries_are_told_of_each_that_was_still_there(bool isExcluded)
    {
        var gone = await _bench.Register.RegisterAsync(_bench.Noord, new Draft { Surname = "Blijveling" });
        var other = await _bench.Register.RegisterAsync(_bench.Noord, new Draft { Surname = "Bloemendal" });
        await _bench.AskAsync(_bench.Zuid, _bench.Entry.Id, gone.Id, other.Id);
        await _bench.AskAsync(_west, other.Id);
        await Entries.WithdrawAsync(_bench.Noord.Desk, gone.Id, "onterecht", version: null);
        await _bench.FollowAsync();
        var participants = _bench.Register.Installation.Participants;
        await (isExcluded
            ? participants.ExcludeAsync(Caller.CommandLine, _bench.Noord.Participant.Id, "Hield zich nergens aan.")
            : participants.LeaveAsync(Caller.CommandLine, _bench.Noord.Participant.Id));
        // Its data may be erased before anybody was told.
        await _bench.Register.Installation.Erasure.RunAsync();

        await _bench.FollowAsync();

        var kind = isExcluded ? ActKinds.ParticipantExcluded : ActKinds.ParticipantLeft;
        Assert.Equal(
            new[] { _bench.Entry.Id, other.Id }.Select(id => id.ToString()).Order(StringComparer.Ordinal),
            Changed(_bench.Zuid).Where(message => string.Equals(message.Change, kind, StringComparison.Ordinal)).Select(message => message.EntryId!.Value.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal([other.Id], Changed(_west).Select(message => message.EntryId!.Value));
        var told = _bench.Register.Acts(ActKinds.RecipientsTold).Last();
        Assert.Equal((_bench.Noord.Participant.Id, "3", kind), (told.SubjectId, told.Details["aantal"], told.Details["wat"]));
        Assert.Equal(2, told.Details["deelnemers"].Split(' ').Length);
        Assert.Equal([5], FollowUpsOf(other.Id).Distinct());
    }

    [Fact]
    public async Task Who_left_cannot_be_reached_and_is_named()
    {
        await _bench.OpenAsync();
        await _bench.AskAsync(_west, _bench.Entry.Id);
        await _bench.LeaveAsync(_west);
        await _bench.WithdrawAsync();

        await _bench.FollowAsync();

        var told = Assert.Single(_bench.Register.Acts(ActKinds.RecipientsTold));
        Assert.Equal(
            (_bench.Zuid.Participant.Id.ToString(), _west.Participant.Id.ToString(), "1"), (told.Details["deelnemers"], told.Details["nietBereikt"], told.Details["aantal"]));
        Assert.Empty(Changed(_west));
    }

    [Fact]
    public async Task When_nobody_is_left_to_tell_that_is_said_too()
    {
        await _bench.OpenAsync();
        await _bench.LeaveAsync(_bench.Zuid);
        await _bench.WithdrawAsync();

        await _bench.FollowAsync();

        var told = Assert.Single(_bench.Register.Acts(ActKinds.RecipientsTold));
        Assert.Equal(("0", false, _bench.Zuid.Participant.Id.ToString()), (told.Details["aantal"], told.Details.ContainsKey("deelnemers"), told.Details["nietBereikt"]));
    }

    [Fact]
    public async Task Open_cases_lapse_when_the_garage_of_either_side_goes()
    {
        var asked = await _bench.OpenAsync();
        var own = await _bench.Register.RegisterAsync(_bench.Zuid, new Draft { Surname = "Blijveling" });
        var source = await _bench.OpenAsync(_west, own.Id);
        var others = await _bench.OpenAsync(_west);

        await _bench.LeaveAsync(_bench.Zuid);
        await _bench.FollowAsync();

        Assert.Equal([false, false, true], new[] { asked, source, others }.Select(one => _bench.Now(one).IsOpen));
        Assert.Equal(2, _bench.Register.Acts(ActKinds.FollowUpLapsed).Count());
        Assert.Contains(MessageKind.Lapse, _bench.Told(_west));
    }

    [Fact]
    public async Task A_garage_that_leaves_much_behind_is_told_of_in_small_writes_and_everybody_is_told_once()
    {
        const int Many = 150;
        for (var number = 0; number < Many; number++)
        {
            var name = $"{(char)('a' + (number / 26))}{(char)('a' + (number % 26))}";
            await _bench.AskAsync(_bench.Zuid, (await _bench.Register.RegisterAsync(_bench.Noord, new Draft { Surname = "Blij" + name, FirstNames = name + "a" })).Id);
        }

        await _bench.FollowAsync();
        await _bench.LeaveAsync(_bench.Noord);
        var longest = 0L;
        var before = _bench.Register.Read<long>("SELECT count(*) FROM message").Single();
        _bench.Register.Installation.Writer.BeforeCommit = connection =>
        {
            var now = Dapper.SqlMapper.ExecuteScalar<long>(connection, "SELECT count(*) FROM message");
            (longest, before) = (Math.Max(longest, now - before), now);
        };
        await _bench.FollowAsync();

        Assert.Equal(Many, Changed(_bench.Zuid).Select(message => message.EntryId).Distinct().Count());
        Assert.Equal(Many, Changed(_bench.Zuid).Count);
        Assert.Equal(Many.ToString(CultureInfo.InvariantCulture), Assert.Single(_bench.Register.Acts(ActKinds.RecipientsTold)).Details["aantal"]);
        Assert.Equal(Many, _bench.Register.Acts(ActKinds.FollowUpLapsed).Count());
        Assert.InRange(longest, 1, 200);
    }

    private static Draft Ban()
    {
        var ban = Draft.BanForReportedCrime();
        ban.Surname = "Blijveling";
        return ban;
    }

    private async Task DoAsync(string kind)
    {
        var id = _bench.Entry.Id;
        var result = await (kind switch
        {
            ActKinds.EntryCorrected => Entries.CorrectAsync(_bench.Noord.Desk, id, new Draft { Address = "Kromme Laan 18" }.PersonInput(), "Verhuisd.", version: null, []),
            ActKinds.EntryRestricted => Entries.RestrictAsync(_bench.Noord.Desk, id, "Bezwaar.", version: null),
            ActKinds.RestrictionLifted => Entries.LiftAsync(_bench.Noord.Desk, id, "Ongegrond.", version: null),
            _ => Entries.WithdrawAsync(_bench.Noord.Desk, id, "onterecht", version: null),
        });
        Assert.Empty(result.Faults);
    }

    private List<Message> Changed(Garage garage) => [.. _bench.Register.Installation.Messages.After(garage.Participant.Id, locationId: null, afterSeq: 0, count: 1_000)
        .Where(message => message.Kind == MessageKind.EntryChanged)];

    private long ActRow(string kind) => _bench.Register.Read<long>($"SELECT max(seq) FROM administrative_act WHERE text LIKE '%\"{kind}\"%'").Single();

    private IReadOnlyList<int> FollowUpsOf(Meldpunt.Index.Identity.OpaqueId entry) =>
        _bench.Register.Read<int>($"SELECT state FROM follow_up WHERE entry_id = x'{Convert.ToHexString(entry.ToByteArray())}'");
}
