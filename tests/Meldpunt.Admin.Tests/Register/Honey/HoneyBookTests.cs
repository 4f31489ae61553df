using Dapper;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Register.Honey;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Tests.Register.Honey;

/// <summary>Who does not exist is known to whoever has the keys, and to nobody else.</summary>
public sealed class HoneyBookTests
{
    private const int BoxBytes = 124;

    [Fact]
    public async Task A_fresh_installation_has_its_boxes_and_one_with_an_invented_person_as_many_of_the_same_size()
    {
        await using var house = await HoneyHouse.OpenAsync();
        var fresh = Boxes(house.Register);

        await house.InventAsync(new Draft());
        var used = Boxes(house.Register);

        Assert.Equal((HoneyBook.MaxPersons, HoneyBook.MaxPersons), (fresh.Count, used.Count));
        Assert.All(fresh.Concat(used), box => Assert.Equal(BoxBytes, box.Length));
        Assert.Empty(fresh.Select(Convert.ToHexString).Intersect(used.Select(Convert.ToHexString), StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_registration_writes_all_boxes_anew_and_not_only_that_of_an_invented_person()
    {
        await using var house = await HoneyHouse.OpenAsync();
        var invented = await house.InventAsync(new Draft());
        var before = Boxes(house.Register);

        await house.Register.RegisterAsync(house.Garage, Another());

        Assert.Empty(before.Select(Convert.ToHexString).Intersect(Boxes(house.Register).Select(Convert.ToHexString), StringComparer.Ordinal));
        Assert.True(house.Register.Installation.Honey.Contains(invented.Id));
    }

    [Fact]
    public async Task Without_the_key_full_boxes_and_empty_ones_look_the_same_and_like_nothing_at_all()
    {
        await using var house = await HoneyHouse.OpenAsync();
        var counts = new int[256];
        for (var number = 0; number < 20; number++)
        {
            await house.InventAsync(new Draft { Surname = "Verzonnen" + (char)('a' + number), FirstNames = "Naam" + (char)('a' + number) });
            foreach (var value in Boxes(house.Register).SelectMany(box => box))
            {
                counts[value]++;
            }
        }

        // Chi-square over 255 degrees of freedom: 255 is the mean and 22.6 a standard deviation; six of them are one in a thousand million.
        var expected = counts.Sum() / 256.0;
        var chiSquare = counts.Sum(count => (count - expected) * (count - expected) / expected);
        Assert.InRange(chiSquare, 255 - (6 * 22.6), 255 + (6 * 22.6));
        Assert.Equal(20, house.Register.Installation.Honey.All.Count);
    }

    [Fact]
    public async Task The_book_knows_after_a_restart_who_was_invented_by_whom_in_whose_name()
    {
        await using var house = await HoneyHouse.OpenAsync();
        var invented = await house.InventAsync(new Draft());
        var ordinary = await house.Register.RegisterAsync(house.Garage, Another());

        await house.Register.RestartAsync();

        var book = house.Register.Installation.Honey;
        Assert.Equal(
            new HoneyNote(invented.Id, house.Garage.Participant.Id, house.Garage.Desk.AccountId, house.Auditor.AccountId, TestDays.Now), Assert.Single(book.All));
        Assert.True(book.Contains(invented.Id));
        Assert.False(book.Contains(ordinary.Id));
    }

    [Fact]
    public async Task A_registration_that_is_not_written_leaves_no_note()
    {
        await using var house = await HoneyHouse.OpenAsync();
        house.Register.Installation.Writer.BeforeCommit = _ => throw new InvalidOperationException("no");

        await Assert.ThrowsAnyAsync<Exception>(() => house.InventAsync(new Draft()));
        house.Register.Installation.Writer.BeforeCommit = null;
        await house.Register.RegisterAsync(house.Garage, Another());

        Assert.Empty(house.Register.Installation.Honey.All);
    }

    [Fact]
    public async Task An_invented_person_who_was_withdrawn_is_gone_from_the_boxes_with_the_next_registration()
    {
        await using var house = await HoneyHouse.OpenAsync();
        var invented = await house.InventAsync(new Draft());
        var before = Boxes(house.Register);

        var withdrawn = await house.Register.Installation.HoneyDesk.WithdrawAsync(invented.Id);
        // Not with the withdrawal itself: whoever reads the file afterwards would see which entry it was.
        Assert.Equal(before, Boxes(house.Register));
        await house.Register.RegisterAsync(house.Garage, Another());

        Assert.Equal(EntryState.Withdrawn, withdrawn.Entry!.State);
        Assert.Empty(house.Register.Installation.Honey.All);
    }

    [Fact]
    public async Task An_invented_person_expires_like_anybody()
    {
        await using var house = await HoneyHouse.OpenAsync();
        await house.InventAsync(new Draft());

        house.Register.Time.Advance(TimeSpan.FromDays(366));
        await house.Register.RegisterAsync(house.Garage, Another().For(TestDays.Today.AddDays(366)));

        Assert.Empty(house.Register.Installation.Honey.All);
        Assert.False(house.Register.Finds(new Draft()));
    }

    [Fact]
    public async Task A_ban_of_an_invented_person_waits_for_a_second_officer_like_any_other()
    {
        await using var house = await HoneyHouse.OpenAsync();
        var second = await house.Register.AddOfficerAsync(house.Garage);
        var ban = Draft.BanForReportedCrime();
        (ban.NoticeKind, ban.NoticeDate, ban.NoticeReason) = ("onmogelijk", null, "Geen adres bekend.");

        var invented = await house.InventAsync(ban);
        var foundBefore = house.Register.Finds(ban);
        var confirmed = await house.Register.Installation.Desk.ConfirmAsync(second, invented.Id, invented.Version);

        Assert.Equal((EntryState.AwaitsConfirmation, false), (invented.State, foundBefore));
        Assert.Equal((EntryState.Active, second.AccountId), (confirmed.Entry!.State, confirmed.Entry.ConfirmedBy));
        Assert.True(house.Register.Finds(ban));
    }

    [Fact]
    public async Task Nobody_is_invented_in_the_name_of_somebody_who_is_no_officer()
    {
        await using var house = await HoneyHouse.OpenAsync();

        var gate = await house.Register.Installation.HoneyDesk.MakeAsync(house.Auditor, house.Garage.Gate.AccountId, new Draft().Input(), []);
        var nobody = await house.Register.Installation.HoneyDesk.MakeAsync(house.Auditor, OpaqueId.Create(), new Draft { Surname = null }.Input(), []);

        Assert.Equal(["ontbreekt"], gate.Faults.Select(fault => fault.Code));
        Assert.Equal([HoneyDesk.OfficerField, "persoon.achternaam"], nobody.Faults.Select(fault => fault.Field));
        Assert.Empty(house.Register.Read<byte[]>("SELECT id FROM entry"));
    }

    [Fact]
    public async Task An_installation_from_before_gets_its_boxes_when_it_is_opened()
    {
        await using var house = await HoneyHouse.OpenAsync();
        await house.Register.Installation.Writer.WriteAsync(connection => connection.Execute("DELETE FROM honey"));

        await house.Register.RestartAsync();

        Assert.Equal(HoneyBook.MaxPersons, Boxes(house.Register).Count);
    }

    private static Draft Another() => new() { Surname = "Haverkamp", FirstNames = "Maria", BirthDate = "1971-09-23", Birthplace = null, Address = null, Postcode = null };

    private static IReadOnlyList<byte[]> Boxes(TestRegister register) => register.Read<byte[]>("SELECT box FROM honey ORDER BY slot");
}
