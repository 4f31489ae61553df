using System.Reflection;
using System.Text.RegularExpressions;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Service.Pages.Texts;

namespace Meldpunt.EndToEnd.Tests.Browser;

public sealed partial class PageTextTests
{
    // Keys that are put together: a family, and what stands behind it in code or in Admin.
    private static readonly string[] Families =
    [
        "fault.", "error.", "kind.", "notice.", "outcome.", "person.", "register.field.", "participants.state.", "act.", "act-detail.", "act-word.", "agreement.",
        "meaning.", "strength.", "rule.about.", "purpose.", "inspect.reason.", "inspect.refused.", "log.field.", "log.status.", "signal.",
        "unknown.field.", "unknown.ground.", "unknown.done.", "register.incident.", "register.step.", "register.why.", "register.state.",
        "register.term.", "entry.state.", "entry.means.", "entry.do.", "entry.what.", "entry.done.", "entry.field.", "entry.reason.",
        "entry.incident-kind.", "entry.event.", "entry.detail.", "entry.eyes.", "settings.done.", "settings.refused.", "letter.kind.",
        "case.do.", "case.how.", "case.done.", "case.state.", "case.side.", "case.outcome.", "case.advice.", "case.change.", "case.event.", "case.field.",
        "letter.language.", "terminals.state.", "terminals.done.", "letter.later.", "letter.subject.", "letter.decision.", "letter.meaning.",
        "channels.kind.", "channels.state.", "channels.off.", "channels.trouble.", "channels.message.", "channels.delivery.", "channels.done.", "limits.scope.", "limits.span.", "honey.done.", "honey.crime.",
        "people.role.", "people.kind.", "people.state.", "people.code.", "people.refused.",
        "step.fault.", "account.done.", "account.fault.",
        "advice.word.", "advice.text.", "told.kind.", "told.state.",
    ];

    [Fact]
    public void Both_languages_say_everything() =>
        Assert.Equal(TextCatalogue.Dutch.Keys.Order(StringComparer.Ordinal), TextCatalogue.English.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Both_languages_have_room_for_the_same_values()
    {
        foreach (var key in TextCatalogue.Dutch.Keys)
        {
            Assert.Equal(Places(TextCatalogue.Dutch.Get(key)), Places(TextCatalogue.English.Get(key)));
        }
    }

    [Fact]
    public void No_text_is_missing_and_none_is_left_over()
    {
        var used = Directory.EnumerateFiles(Path.Combine(Root(), "src", "Meldpunt.Service"), "*.cs*", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Quoted().Matches(File.ReadAllText(file)).Select(match => match.Groups["key"].Value))
            .ToHashSet(StringComparer.Ordinal);
        var unused = TextCatalogue.Dutch.Keys.Where(key => !used.Contains(key) && !Families.Any(family => key.StartsWith(family, StringComparison.Ordinal)));
        Assert.Empty(unused);

        var groups = TextCatalogue.Dutch.Keys.Select(key => key.Split('.')[0] + ".").ToHashSet(StringComparer.Ordinal);
        var missing = used.Where(key => groups.Any(group => key.StartsWith(group, StringComparison.Ordinal)) && LooksLikeAKey().IsMatch(key))
            .Where(key => TextCatalogue.Dutch.Find(key) is null);
        Assert.Empty(missing);
    }

    [Fact]
    public void A_fault_without_words_of_its_own_keeps_its_message()
    {
        var texts = new PageTexts(TextCatalogue.English);

        Assert.Equal("This has not been filled in yet.", texts.Fault(new Fault("criteria.afweging", "ontbreekt", "Het veld criteria.afweging ontbreekt.")));
        Assert.Equal("iets", texts.Fault(new Fault("x", "geheel-nieuw", "iets")));
    }

    [Fact]
    public void Every_refusal_of_the_register_has_words_of_its_own()
    {
        var refusals = typeof(Fault).Assembly.GetTypes()
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Where(property => property.PropertyType == typeof(Fault))
            .Select(property => (Fault)property.GetValue(obj: null)!)
            .Append(Refusals.StateDoesNotAllow(EntryAct.Confirm, EntryState.Active))
            .ToList();

        Assert.Contains(refusals, fault => string.Equals(fault.Code, "al-een-toegangsverbod", StringComparison.Ordinal));
        Assert.Empty(refusals.Where(fault => TextCatalogue.English.Find("fault." + fault.Code) is null).Select(fault => fault.Code));
    }

    [Fact]
    public void Every_code_of_a_fault_that_a_page_can_show_has_words_in_both_languages()
    {
        // Said only to programs, or in words of its own page.
        string[] others = ["onbekend-veld", "soort", "parameter", "naast-mrz", "kan-niet"];
        var codes = Directory.EnumerateFiles(Path.Combine(Root(), "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => CodeOfAFault().Matches(File.ReadAllText(file)).Select(match => match.Groups["code"].Value))
            .Except(others, StringComparer.Ordinal)
            .ToList();

        Assert.Contains("geen-id", codes, StringComparer.Ordinal);
        var said = TextCatalogue.English.Keys.Where(key => key.StartsWith("fault.", StringComparison.Ordinal)).Select(key => key[(key.LastIndexOf('.') + 1)..]);
        Assert.Empty(codes.Except(said, StringComparer.Ordinal));
    }

    [Fact]
    public void Moments_are_told_on_the_Dutch_clock()
    {
        var moment = new DateTimeOffset(2026, 7, 1, 22, 30, 5, TimeSpan.Zero);

        Assert.Equal("2 juli 2026, 00:30:05", new PageTexts(TextCatalogue.Dutch).Moment(moment));
        Assert.Equal("2 July 2026, 00:30:05", new PageTexts(TextCatalogue.English).Moment(moment));
    }

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    private static string Root()
    {
        var root = new[] { AppContext.BaseDirectory, Environment.CurrentDirectory }.Select(RootAbove).FirstOrDefault(found => found is not null);
        Assert.SkipWhen(root is null, "The source is not above the tests.");
        return root!;
    }

    private static string? RootAbove(string start)
    {
        var folder = new DirectoryInfo(start);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Meldpunt.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }

    [GeneratedRegex("new Fault\\(\\s*[^,;]*,\\s*\"(?<code>[a-z-]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex CodeOfAFault();

    [GeneratedRegex("\"(?<key>[a-z][a-zA-Z0-9.-]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Quoted();

    [GeneratedRegex("^[a-z-]+(?:\\.[a-zA-Z0-9-]+)+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex LooksLikeAKey();

    [GeneratedRegex("\\{[0-9]\\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Place();
}
