using Meldpunt.Admin.NotMe;
using Meldpunt.Admin.Tests.Support;
using static Meldpunt.Admin.Tests.NotMe.NotMeBench;

namespace Meldpunt.Admin.Tests.NotMe;

/// <summary>The one who is registered does not walk through by somebody's mark.</summary>
public sealed class BannedPersonTests : IAsyncLifetime
{
    private NotMeBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CreateAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    /// <summary>How gates and registrars write one person down: as registered, then at the gate.</summary>
    private static readonly (Draft Registered, Draft Visitor)[] OnePersonWrittenTwice =
    [
        (new(), new()),
        (new(), new() { Prefix = null, Surname = "van Zonderveld" }),
        (new(), new() { Surname = "Sonderveld" }),
        (new(), new() { FirstNames = "Q." }),
        (new() { FirstNames = "Q." }, new()),
        (new() { FirstNames = "Quirijn Pieter" }, new()),
        (new(), new() { FirstNames = "Quirijn Pieter" }),
        (new(), new() { FirstNames = "Kwirijn" }),
        (new() { FirstNames = "Johannes" }, new() { FirstNames = "Jan" }),
        (new() { BirthDate = "1984-00-00" }, new() { BirthDate = "1984-01-01" }),
        (new() { BirthDate = "1984-01-01" }, new() { BirthDate = "1984-07-01" }),
        (new() { BirthDate = "1984-00-00" }, new() { BirthDate = "1984-00-00" }),
        (new() { Surname = "Müllenaer", Prefix = null }, new() { Surname = "Muellenaer", Prefix = null }),
    ];

    public static TheoryData<int> Writings => [.. Enumerable.Range(0, OnePersonWrittenTwice.Length)];

    [Theory]
    [MemberData(nameof(Writings))]
    public async Task A_visitor_whose_details_are_only_another_writing_of_the_registered_person_s_is_not_marked(int writing)
    {
        var (registered, visitor) = OnePersonWrittenTwice[writing];
        await _bench.RegisterAsync(registered);
        var one = await _bench.AskerSaysAsync(await _bench.MeetAsync(visitor), "anderePersoon");
        await _bench.SourceSaysAsync(one, "anderePersoon");

        Assert.Equal(["niet-te-onderscheiden"], await _bench.RefusedAsync(one, visitor));

        Assert.True(_bench.IsStopped(visitor));
        Assert.Empty(_bench.Register.Read<byte[]>("SELECT mark FROM not_me"));
    }

    [Fact]
    public async Task Of_the_same_name_and_birth_date_the_birthplace_decides_and_a_gate_that_does_not_type_it_stops_both()
    {
        await _bench.RegisterAsync();
        await _bench.MarkedAsync(Namesake);

        Assert.False(_bench.IsStopped(Namesake));
        Assert.False(_bench.IsStopped(new Draft { Birthplace = "DELFT ", Address = null, Postcode = null }));
        Assert.True(_bench.IsStopped(Banned));
        Assert.True(_bench.IsStopped(new Draft { Birthplace = null }));
        Assert.True(_bench.IsStopped(new Draft { Birthplace = "onbekend", Address = null, Postcode = null }));
        Assert.True(_bench.IsStopped(new Draft { Birthplace = "Gouda" }));
    }

    [Theory]
    [InlineData(null, "Delft")]
    [InlineData("Schoonhuizen", null)]
    [InlineData(null, null)]
    [InlineData("onbekend", "onbekend")]
    [InlineData("Den Haag", "'s-Gravenhage")]
    [InlineData("Schoonhuizen", "Schoonhuzen")]
    public async Task A_birthplace_that_is_not_known_of_both_or_is_the_same_tells_nobody_apart(string? registered, string? visitor)
    {
        await _bench.RegisterAsync(new Draft { Birthplace = registered });
        var lookalike = new Draft { Birthplace = visitor };
        var one = await _bench.AskerSaysAsync(await _bench.MeetAsync(lookalike), "anderePersoon");

        Assert.Equal(["niet-te-onderscheiden"], await _bench.RefusedAsync(one, lookalike));
    }

    [Fact]
    public async Task Nobody_without_a_first_name_is_marked_because_whoever_comes_without_one_would_be_them()
    {
        await _bench.RegisterAsync();
        var nameless = new Draft { FirstNames = ".", Birthplace = "Delft" };
        var one = await _bench.AskerSaysAsync(await _bench.MeetAsync(nameless), "anderePersoon");

        Assert.Equal(["niet-te-onderscheiden"], await _bench.RefusedAsync(one, nameless));
    }

    [Fact]
    public async Task A_mark_is_for_the_one_who_stood_at_the_gate_and_for_no_other()
    {
        await _bench.RegisterAsync();
        var one = await _bench.AskerSaysAsync(await _bench.MeetAsync(Neighbour), "anderePersoon");
        await _bench.SourceSaysAsync(one, "anderePersoon");

        // The friend whom an officer wants to let in, by a case that is another visitor's.
        Assert.Equal(["ander-dan-getoetst"], await _bench.RefusedAsync(one, Banned));
        Assert.Equal(["ander-dan-getoetst"], await _bench.RefusedAsync(one, new Draft { Surname = "Zondervelp" }));
        Assert.Equal(["ander-dan-getoetst"], await _bench.RefusedAsync(one, new Draft { Surname = "Zondervelk", BirthDate = "1984-03-13" }));

        Assert.True(_bench.IsStopped(Banned));
        Assert.Empty(_bench.Register.Read<byte[]>("SELECT mark FROM not_me"));
    }

    [Fact]
    public async Task An_officer_who_gives_a_friend_another_birthplace_lets_in_nobody_whose_document_is_read()
    {
        await _bench.RegisterAsync();
        var one = await _bench.AskerSaysAsync(await _bench.MeetAsync(Banned), "anderePersoon");
        Assert.Empty(await _bench.RefusedAsync(one, Namesake));

        // The word of one desk lets in nobody, and with that of both the friend is stopped by whoever types what the document says, or nothing.
        Assert.True(_bench.IsStopped(Namesake));
        await _bench.SourceSaysAsync(one, "anderePersoon");

        Assert.True(_bench.IsStopped(Banned));
        Assert.True(_bench.IsStopped(new Draft { Birthplace = null }));
    }

    [Fact]
    public async Task Whoever_makes_marks_and_takes_them_away_to_learn_where_somebody_was_born_is_stopped_at_the_third()
    {
        await _bench.RegisterAsync();
        var one = await _bench.AskerSaysAsync(await _bench.MeetAsync(Banned), "anderePersoon");
        for (var time = 0; time < 2; time++)
        {
            Assert.Empty(await _bench.RefusedAsync(one, Namesake));
            await _bench.Desk.RemoveAsync(_bench.Asker.Desk, one.Id, version: null, []);
        }

        Assert.Equal(["te-vaak-gemaakt"], await _bench.RefusedAsync(one, Namesake));
    }

    [Fact]
    public async Task A_corrected_entry_loses_its_marks_and_cases_of_before_give_no_new_ones()
    {
        var entry = await _bench.RegisterAsync();
        var marked = await _bench.MarkedAsync(Neighbour);
        var waiting = await _bench.AskerSaysAsync(await _bench.MeetAsync(Namesake), "anderePersoon");
        var mark = _bench.Register.Read<byte[]>("SELECT mark FROM not_me").Single();

        // It was Zondervelk all along.
        var corrected = await _bench.Installation.Desk.CorrectAsync(
            _bench.Source.Desk, entry.Id, new Draft { Surname = "Zondervelk" }.PersonInput(), "Verkeerd overgenomen van het document.", version: null, []);

        Assert.Empty(corrected.Faults);
        Assert.Empty(_bench.Register.Read<byte[]>("SELECT mark FROM not_me"));
        Assert.Empty(FolderScan.FilesWith(_bench.Register.Folder, mark));
        Assert.True(_bench.IsStopped(Neighbour));
        Assert.Equal(["registratie-gecorrigeerd"], await _bench.RefusedAsync(marked, Neighbour));
        Assert.Equal(["registratie-gecorrigeerd"], await _bench.RefusedAsync(waiting, Namesake));
        Assert.Equal(NotMeState.None, _bench.StateOf(marked));
    }

    [Fact]
    public async Task Whoever_tries_on_and_on_learns_no_more_by_it()
    {
        await _bench.RegisterAsync();
        var one = await _bench.AskerSaysAsync(await _bench.MeetAsync(Neighbour), "anderePersoon");
        for (var number = 0; number < NotMeTries.MaxTries; number++)
        {
            Assert.Equal(["ander-dan-getoetst"], await _bench.RefusedAsync(one, Banned));
        }

        Assert.Equal(["te-vaak-geprobeerd"], await _bench.RefusedAsync(one, Neighbour));
        _bench.Register.Time.Advance(TimeSpan.FromHours(1));

        Assert.Empty(await _bench.RefusedAsync(one, Neighbour));
    }
}
