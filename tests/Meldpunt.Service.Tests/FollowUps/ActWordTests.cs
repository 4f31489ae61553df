using System.Reflection;
using Meldpunt.Admin.Acts;
using Meldpunt.Service.Pages.Texts;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.FollowUps;

/// <summary>Acts about cases and chains where people read them.</summary>
public sealed class ActWordTests : IAsyncLifetime
{
    private readonly TestHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public void Every_kind_of_act_has_its_words_in_both_languages()
    {
        var kinds = typeof(ActKinds).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).ToList();

        Assert.Contains(ActKinds.RecipientsTold, kinds);
        Assert.All(kinds, kind => Assert.NotNull(TextCatalogue.Dutch.Find("act." + kind)));
        Assert.All(kinds, kind => Assert.NotNull(TextCatalogue.English.Find("act." + kind)));
    }

    [Fact]
    public async Task The_page_of_an_entry_and_the_log_of_acts_say_by_name_who_was_told_of_a_change()
    {
        using var desk = _house.Client("veiligheid");
        var made = await (await desk.PostAsync(Talk.Registrations, Talk.Warning())).JsonAsync();
        using var gate = _house.Client("poort-haven");
        await gate.PostAsync(Talk.Queries, Talk.Person());
        await _house.Installation.Desk.RestrictAsync(
            _house.Installation.Directory.FindByToken(_house.Tokens["veiligheid"])!, IdOf(made.Text("id")), "Bezwaar.", version: null);
        await Talk.UntilAsync(() => Told() == 1, "the chain was told");

        using var officer = await Browser.SignInAsync(_house, "veiligheid");
        using var auditor = await Browser.SignInAsync(_house, "toezicht");
        var entry = await officer.ReadAsync("/registraties/" + made.Text("id"));
        var log = await auditor.ReadAsync("/logboek");

        Assert.Contains("Gemeld aan wie een match had", entry, StringComparison.Ordinal);
        Assert.All(new[] { entry, log }, page => Assert.Contains("gemeld aan: Haven", page, StringComparison.Ordinal));
        Assert.All(new[] { entry, log }, page => Assert.DoesNotContain(_house.Harbour.Id.ToString(), page.Replace($"value=\"{_house.Harbour.Id}\"", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public void Details_are_told_in_words_and_in_the_order_in_which_people_tell_them()
    {
        var texts = new PageTexts(TextCatalogue.Dutch);
        var act = new Act(ActKinds.RecipientsTold, _house.Lion.Id, _house.Lion.Id, [
            KeyValuePair.Create("rij", (string?)"17"), KeyValuePair.Create("wat", (string?)ActKinds.EntryWithdrawn), KeyValuePair.Create("aantal", (string?)"2"),
            KeyValuePair.Create("deelnemers", (string?)$"{_house.Lion.Id} {_house.Harbour.Id}"), KeyValuePair.Create("nietBereikt", (string?)"weg")]);
        var call = new Act(ActKinds.CallRecorded, _house.Lion.Id, _house.Lion.Id, [
            KeyValuePair.Create("uitkomst", (string?)"anderePersoon"), KeyValuePair.Create("referentie", (string?)"M-2026-000017")]);

        Assert.Equal(
            "wat: Registratie ingetrokken; aantal meldingen: 2; gemeld aan: De Leeuw, Haven; niet bereikt, want uitgetreden: weg; rij van de handeling: 17",
            texts.ActDetails(act, _house.Installation.Directory));
        Assert.Equal("match: M-2026-000017; uitkomst: is iemand anders", texts.ActDetails(call, _house.Installation.Directory));
    }

    private static Meldpunt.Index.Identity.OpaqueId IdOf(string text)
    {
        Assert.True(Meldpunt.Index.Identity.OpaqueId.TryParse(text, out var id));
        return id;
    }

    private int Told() => _house.Installation.ActReader.List(participantId: null, subjectId: null, beforeSeq: null, count: 50)
        .Count(record => string.Equals(record.Act.Kind, ActKinds.RecipientsTold, StringComparison.Ordinal));
}
