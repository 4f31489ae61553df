using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Meldpunt.Service.Accuracy;

namespace Meldpunt.Service.Tests.Accuracy;

/// <summary>What an accuracy run writes: for machines, for people, and for whoever wants to count it again.</summary>
public sealed class OutputTests
{
    private static readonly string[] Register =
        [SmallPack.RegisterHeader, SmallPack.RegisteredRow, "R2,Quispel,,Jelle,1990-07-01,Emmen,,,form"];

    private static readonly string[] Queries =
    [
        SmallPack.QueryHeader,
        SmallPack.TrueRow,
        "Q2,viz,Brinkhuijsen,,Teun,1955-01-02,\"Urk\nhaven\",,,R2,true,surname_changed,,0",
        "Q3,typed,Quispel,,Jelle,1990-07-01,Emmen,,,,twin,,R2,1",
        "Q4,typed,Abspoel,,Bo,1961-10-30,,,,,random,,,0",
    ];

    [Fact]
    public void The_JSON_has_the_promised_members()
    {
        var json = Json(Queries);

        Assert.Equal((0.5, 0.5), (json["recall"]!.GetValue<double>(), json["precision"]!.GetValue<double>()));
        Assert.Equal("""{"hard":0,"random":0,"ambigu":1}""", json["valseMatches"]!.ToJsonString());
        Assert.Equal((0, 1, 1), (Number("hard"), Number("random"), Number("ambigu")));
        Assert.True(json["sleutelsPerPersoon"]!.GetValue<double>() > 0);
        Assert.True(json["microseconden"]!["p99"]!.GetValue<double>() >= json["microseconden"]!["p50"]!.GetValue<double>());
        Assert.Equal(
            """{"address_missing":{"n":1,"gevonden":1,"recall":1},"surname_changed":{"n":1,"gevonden":0,"recall":0}"""
            + ""","kanaal=typed":{"n":1,"gevonden":1,"recall":1},"kanaal=viz":{"n":1,"gevonden":0,"recall":0}}""",
            json["perSoort"]!["verschillen"]!.ToJsonString());
        Assert.Equal("""{"random":{"n":1,"vals":0},"twin (ambigu)":{"n":1,"vals":1}}""", json["perSoort"]!["buitenstaanders"]!.ToJsonString());
        Assert.Equal(("gewogen", 2, 4), (json["sterkte"]!.GetValue<string>(), Number("geregistreerd"), Number("bevragingen")));
        Assert.Equal((2, 1, 0), (Number("waar"), Number("gevonden"), Number("valseMatchesBijWare")));

        int Number(string name) => json[name]!.GetValue<int>();
    }

    [Fact]
    public void What_cannot_be_known_is_null_in_the_JSON()
    {
        var json = Json(["qid,surname,prefix,first_names,dob,birthplace,address,postcode", "Q1,Zonderland,van,Fenna,1984-03-12,,,"]);

        Assert.True(json.ContainsKey("recall") && json["recall"] is null && json["precision"] is null);
        Assert.Equal((1, 1), (json["zonderOordeel"]!.GetValue<int>(), json["matches"]!.GetValue<int>()));
    }

    [Fact]
    public void The_table_is_aligned_and_says_the_totals()
    {
        var (report, input) = Run(Queries);
        using var output = new StringWriter();

        AccuracyTable.Write(output, report, input.ImpossibleDates);

        var lines = output.ToString().Split(Environment.NewLine);
        Assert.Contains("sterkte gewogen: 4 bevragingen in een register van 2 personen.", lines[0], StringComparison.Ordinal);
        Assert.Contains("  samen                                      2           1     50,00 %", lines);
        Assert.Contains("  twin (ambigu)                              1           1", lines);
        Assert.Contains("  surname_changed                            1           0      0,00 %", lines);
        Assert.Contains("  precisie                                                     50,00 %", lines);
    }

    [Fact]
    public void The_mistakes_show_both_sides_the_labels_and_an_explanation_in_lines_of_their_own()
    {
        var (_, input) = Run(Queries);
        using var output = new MemoryStream();
        using (var list = new MistakeList(output, input.Register, (_, _) => "alles komt overeen"))
        {
            AccuracyRun.Run(input.Register.Values, input.Queries, seen: list.Add);
        }

        var text = Encoding.UTF8.GetString(output.ToArray());
        Assert.Contains("GEMIST Q2  bezoeker: R2; kanaal=viz; verschillen: surname_changed", text, StringComparison.Ordinal);
        Assert.Contains("  ! achternaam      Brinkhuijsen                             Quispel", text, StringComparison.Ordinal);
        Assert.Contains("  ! geboorteplaats  Urk haven                                Emmen", text, StringComparison.Ordinal);
        Assert.Contains("VALS Q3  soort: twin (ambigu); lijkt op: R2; kanaal=typed", text, StringComparison.Ordinal);
        Assert.Contains("    achternaam      Quispel                                  Quispel", text, StringComparison.Ordinal);
        Assert.Contains("  uitleg: alles komt overeen", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Q1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Q4", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_predictions_name_everybody_who_matched()
    {
        var (_, input) = Run(Queries, Register, "R3,Zonderland,van,Fenna,1984-03-12,Assen,Dorpsstraat 1,9401 AA,form");
        using var output = new MemoryStream();
        using (var list = new PredictionList(output))
        {
            AccuracyRun.Run(input.Register.Values, input.Queries, seen: list.Add);
        }

        var lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n');
        Assert.Equal("qid,match,id", lines[0]);
        Assert.Contains(lines[1], (string[])["Q1,1,R1;R3", "Q1,1,R3;R1"]);
        Assert.Equal(["Q2,0,", "Q3,1,R2", "Q4,0,", string.Empty], lines[2..]);
    }

    [Fact]
    public void The_answers_do_not_depend_on_the_labels()
    {
        var (labelled, _) = Run(Queries);
        string[] unlabelled = [SmallPack.QueryHeader, .. Queries[1..].Select(row => string.Join(',', row.Split(',')[..9]) + ",,,,,")];

        var (bare, _) = Run(unlabelled);

        Assert.Equal(labelled.Matches, bare.Matches);
    }

    private static JsonObject Json(string[] queries)
    {
        var (report, input) = Run(queries);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            AccuracyJson.Write(json, report, input.ImpossibleDates);
        }

        return JsonNode.Parse(buffer.ToArray())!.AsObject();
    }

    private static (AccuracyReport Report, AccuracyInput Input) Run(string[] queries, string[]? register = null, params string[] more)
    {
        var (input, faults) = SmallPack.Read([.. register ?? Register, .. more], queries);
        Assert.Empty(faults);
        return (AccuracyRun.Run(input!.Register.Values, input.Queries), input);
    }
}
