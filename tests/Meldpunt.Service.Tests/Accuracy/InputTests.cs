using Meldpunt.Index.Names;
using Meldpunt.Service.Accuracy;

namespace Meldpunt.Service.Tests.Accuracy;

/// <summary>What is read from the two files of an accuracy run, and what is refused.</summary>
public sealed class InputTests
{
    private static readonly string[] Register = [SmallPack.RegisterHeader, SmallPack.RegisteredRow];
    private static readonly string[] Queries = [SmallPack.QueryHeader, SmallPack.TrueRow];

    [Fact]
    public void Every_column_lands_where_it_belongs()
    {
        var (input, faults) = SmallPack.Read(
            Register, [SmallPack.QueryHeader, "Q1,mrz,VAN ZONDERLAND,,FENNA,1984-00-00,,,,,twin,mrz;moved,R1,1"]);

        Assert.Empty(faults);
        var person = input!.Register["R1"].Person;
        Assert.Equal(
            ("Zonderland", "van", "Fenna", "1984-03-12", "Assen", "Dorpsstraat 1", "9401 AA", false),
            (person.Surname, person.Prefix, person.FirstNames, person.BirthDate.ToString(), person.Birthplace, person.Address, person.Postcode, person.IsTransliterated));
        var query = Assert.Single(input.Queries);
        Assert.Equal(("Q1", "mrz", null, "twin", "R1", true), (query.Id, query.Channel, query.Truth, query.Kind, query.Related, query.IsAmbiguous));
        Assert.Equal(["mrz", "moved"], query.Differences);
        Assert.Equal(("VAN ZONDERLAND", null, null, true), (query.Person.Surname, query.Person.Prefix, query.Person.Address, query.Person.IsTransliterated));
        Assert.Equal("1984-00-00", query.Person.BirthDate.ToString());
    }

    [Fact]
    public void Empty_cells_are_unknown_and_an_impossible_day_is_read_as_none_and_counted()
    {
        var (input, faults) = SmallPack.Read(Register, [SmallPack.QueryHeader, "Q1,,,,,,,,,R1,true,,,0", "Q2,,X,,Y,1923-00-85,,,,R1,true,,,0"]);

        Assert.Empty(faults);
        Assert.Equal((string.Empty, null), (input!.Queries[0].Person.Surname, input.Queries[0].Person.FirstNames));
        Assert.All(input.Queries, query => Assert.Equal(default(BirthDate), query.Person.BirthDate));
        Assert.Equal(1, input.ImpossibleDates);
    }

    [Fact]
    public void Columns_come_in_any_order_and_labels_may_be_absent()
    {
        var (input, faults) = SmallPack.Read(
            ["postcode,address,birthplace,dob,first_names,prefix,surname,extra,id", "9401 AA,Dorpsstraat 1,Assen,1984-03-12,Fenna,van,Zonderland,x,R1"],
            ["qid,surname,prefix,first_names,dob,birthplace,address,postcode,truth", "Q1,Zonderland,van,Fenna,1984-03-12,,,,R1", "Q2,Abspoel,,Bo,1984-03-12,,,,"]);

        Assert.Empty(faults);
        Assert.Equal("Zonderland", input!.Register["R1"].Person.Surname);
        Assert.Equal(["R1", null], input.Queries.Select(query => query.Truth));
        Assert.All(input.Queries, query => Assert.True(query.IsLabelled));
        Assert.Equal(OutsiderClass.Random, input.Queries[1].OutsiderClass);
    }

    [Fact]
    public void Without_a_column_for_the_right_answer_nothing_is_judged()
    {
        var (input, _) = SmallPack.Read(Register, ["qid,surname,prefix,first_names,dob,birthplace,address,postcode", "Q1,Zonderland,van,Fenna,1984-03-12,,,"]);

        Assert.False(Assert.Single(input!.Queries).IsLabelled);
    }

    [Fact]
    public void Quoted_cells_hold_commas_quotes_and_lines_and_the_lines_are_still_counted()
    {
        var (input, faults) = SmallPack.Read(
            [SmallPack.RegisterHeader, "R1,\"Zonder, land\",,\"Fen \"\"F\"\" na\",1984-03-12,Assen,\"Dorpsstraat 1\nachter\",,form", "R1,X,,Y,,,,,"],
            Queries);

        Assert.Null(input);
        Assert.Equal(["register.csv, regel 4: id komt al eerder voor."], faults);

        (input, _) = SmallPack.Read([SmallPack.RegisterHeader, "R1,\"Zonder, land\",,\"Fen \"\"F\"\" na\",1984-03-12,Assen,\"Dorpsstraat 1\nachter\",,form"], Queries);
        var person = input!.Register["R1"].Person;
        Assert.Equal(("Zonder, land", "Fen \"F\" na", "Dorpsstraat 1\nachter"), (person.Surname, person.FirstNames, person.Address));
    }

    [Fact]
    public void A_byte_order_mark_and_line_ends_of_Windows_are_no_part_of_the_text()
    {
        using var pack = new SmallPack();
        byte[] register = [0xEF, 0xBB, 0xBF, .. SmallPack.Bytes(string.Join("\r\n", Register) + "\r")];

        var (input, faults) = pack.ReadBytes(register, SmallPack.Bytes(Queries));

        Assert.Empty(faults);
        Assert.Equal("R1", Assert.Single(input!.Register).Key);
    }

    [Theory]
    [InlineData("R1,X,,Y,,,,,form", "id komt al eerder voor.")]
    [InlineData(",X,,Y,,,,,form", "de cel id is leeg.")]
    [InlineData("R;2,X,,Y,,,,,form", "de cel id bevat een puntkomma; die scheidt kenmerken in de uitvoer.")]
    [InlineData("R2,X,,Y,12-03-1984,,,,form", "de cel dob is geen datum in de vorm jjjj-mm-dd.")]
    [InlineData("R2,X,,Y,,,,", "deze rij heeft een ander aantal cellen dan de eerste regel.")]
    [InlineData("R2,X,,Y,,,,,form,", "deze rij heeft een ander aantal cellen dan de eerste regel.")]
    [InlineData("R2,X\"Y,,Y,,,,,form", "een aanhalingsteken staat verkeerd; zet de hele cel tussen aanhalingstekens en verdubbel die erin.")]
    [InlineData("R2,\"X\"Y,,Y,,,,,form", "een aanhalingsteken staat verkeerd; zet de hele cel tussen aanhalingstekens en verdubbel die erin.")]
    [InlineData("R2,\"X,,Y,,,,,form", "een aanhalingsteken is niet gesloten.")]
    public void A_row_of_the_register_that_cannot_be_used_is_named_by_its_line(string row, string fault)
    {
        var (input, faults) = SmallPack.Read([.. Register, row], Queries);

        Assert.Null(input);
        Assert.Equal([$"register.csv, regel 3: {fault}"], faults);
    }

    [Theory]
    [InlineData("Q1,,X,,Y,,,,,,,,,", "qid komt al eerder voor.")]
    [InlineData(",,X,,Y,,,,,,,,,", "de cel qid is leeg.")]
    [InlineData("Q2,,X,,Y,,,,,R9,true,,,", "de cel truth noemt niemand uit het register.")]
    [InlineData("Q2,,X,,Y,,,,,,twin,,,ja", "de cel ambiguous is geen 0 of 1.")]
    public void A_query_that_cannot_be_used_is_named_by_its_line(string row, string fault)
    {
        var (_, faults) = SmallPack.Read(Register, [.. Queries, row]);

        Assert.Equal([$"bevragingen.csv, regel 3: {fault}"], faults);
    }

    [Fact]
    public void A_cell_that_is_too_long_is_refused_and_not_repeated()
    {
        var name = new string('x', PersonDetails.MaxNameLength + 1);

        var (_, faults) = SmallPack.Read([.. Register, $"R2,{name},,Y,,,,,form"], Queries);

        Assert.Equal(["register.csv, regel 3: de cel surname is te lang: hoogstens 200 tekens."], faults);
    }

    [Fact]
    public void A_quote_that_is_never_closed_does_not_swallow_a_whole_file()
    {
        var rest = Enumerable.Range(3, 20_000).Select(number => $"R{number},X,,Y,,,,,form");

        var (_, faults) = SmallPack.Read([.. Register, "R2,\"X,,Y,,,,,form", .. rest], Queries);

        Assert.Equal(["register.csv, regel 3: een rij is langer dan 64 KiB; waarschijnlijk is een aanhalingsteken niet gesloten."], faults);
    }

    [Fact]
    public void Faults_of_both_files_are_told_at_once_and_no_more_than_twenty()
    {
        var bad = Enumerable.Range(0, 30).Select(_ => "R1,X,,Y,,,,,form");

        var (_, faults) = SmallPack.Read([.. Register, .. bad], [.. Queries, SmallPack.TrueRow]);

        Assert.Equal(CsvFaults.MaxShown + 1, faults.Length);
        Assert.Equal("en nog 11 andere fouten.", faults[^1]);
    }

    [Fact]
    public void Columns_that_are_absent_or_double_are_named()
    {
        var (_, faults) = SmallPack.Read(["id,surname,prefix,first_names,birthplace,adres,postcode,id"], ["qid;surname"]);

        Assert.Equal(
            [
                "register.csv: kolom 8 heet hetzelfde als een eerdere.",
                "register.csv: in de eerste regel ontbreken kolommen: dob, address.",
                "bevragingen.csv: in de eerste regel ontbreken kolommen: qid, surname, prefix, first_names, dob, birthplace, address, postcode."
                + " Scheid cellen met komma's, niet met puntkomma's.",
            ],
            faults);
    }

    [Fact]
    public void A_file_that_is_not_there_or_empty_or_not_text_is_named()
    {
        using var pack = new SmallPack();

        var (_, absent) = pack.ReadFiles();
        var (_, unreadable) = pack.ReadBytes([], [.. SmallPack.Bytes(SmallPack.QueryHeader), (byte)'Q', 0xE9, (byte)'\n']);
        File.Delete(pack.RegisterPath);
        Directory.CreateDirectory(pack.RegisterPath);
        var (_, folder) = pack.ReadFiles();

        Assert.Equal(["register.csv: dit bestand is er niet.", "bevragingen.csv: dit bestand is er niet."], absent);
        Assert.StartsWith("register.csv: in de eerste regel ontbreken kolommen", unreadable[0], StringComparison.Ordinal);
        Assert.Equal("bevragingen.csv: dit bestand is geen UTF-8.", unreadable[1]);
        Assert.StartsWith("register.csv: dit bestand is niet te lezen", folder[0], StringComparison.Ordinal);
    }
}
