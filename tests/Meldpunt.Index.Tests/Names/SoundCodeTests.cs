using Meldpunt.Index.Names;

namespace Meldpunt.Index.Tests.Names;

public sealed class SoundCodeTests
{
    [Theory]
    [InlineData("dijkstra", "dykstra")]
    [InlineData("meijer", "meyer")]
    [InlineData("meijer", "meier")]
    [InlineData("pauw", "pouw")]
    [InlineData("blauw", "blau")]
    [InlineData("jansen", "janssen")]
    [InlineData("fisser", "visser")]
    [InlineData("smit", "smidt")]
    [InlineData("smit", "smid")]
    [InlineData("bosch", "bos")]
    [InlineData("schmit", "smit")]
    [InlineData("akker", "acker")]
    [InlineData("karel", "carel")]
    [InlineData("cees", "sees")]
    [InlineData("zeeman", "seeman")]
    [InlineData("philip", "filip")]
    [InlineData("thijs", "tijs")]
    [InlineData("max", "maks")]
    [InlineData("quinten", "kwinten")]
    [InlineData("ahmed", "amed")]
    [InlineData("sara", "sarah")]
    [InlineData("khan", "kan")]
    [InlineData("job", "jop")]
    [InlineData("rudy", "rudi")]
    [InlineData("djamila", "jamila")]
    [InlineData("muller", "mueller")]
    [InlineData("kaya", "kaja")]
    [InlineData("aart", "art")]
    public void Names_that_sound_alike_have_one_code(string one, string other)
    {
        Assert.Equal(Code(one), Code(other));
    }

    [Theory]
    [InlineData("jan", "jaap")]
    [InlineData("jansen", "hansen")]
    [InlineData("bakker", "dekker")]
    [InlineData("anna", "anne")]
    [InlineData("johan", "johanna")]
    [InlineData("kees", "koos")]
    [InlineData("daan", "saan")]
    [InlineData("bos", "boer")]
    [InlineData("meijer", "muijer")]
    [InlineData("dirk", "derk")]
    [InlineData("wim", "pim")]
    [InlineData("berg", "burg")]
    [InlineData("mulder", "muller")]
    public void Names_that_sound_otherwise_have_two(string one, string other)
    {
        Assert.NotEqual(Code(one), Code(other));
    }

    [Theory]
    [InlineData("berg", "burg")]
    [InlineData("dirk", "derk")]
    [InlineData("mohamed", "muhammad")]
    [InlineData("anna", "ina")]
    public void Names_of_the_same_consonants_have_one_code_of_consonants(string one, string other)
    {
        Assert.Equal(Consonants(one), Consonants(other));
    }

    [Theory]
    [InlineData("berg", "berk")]
    [InlineData("jansen", "hansen")]
    [InlineData("anna", "nana")]
    public void Names_of_other_consonants_have_two_codes_of_consonants(string one, string other)
    {
        Assert.NotEqual(Consonants(one), Consonants(other));
    }

    [Fact]
    public void Names_of_one_code_have_one_code_of_consonants()
    {
        Assert.Equal(Consonants("dijkstra"), Consonants("dykstra"));
        Assert.Equal(Consonants("quinten"), Consonants("kwinten"));
    }

    [Theory]
    [InlineData("γεωργιου")]
    [InlineData("احمد")]
    [InlineData("12")]
    public void A_name_in_another_script_stands_for_itself(string name)
    {
        Assert.Equal(name, Code(name));
    }

    [Fact]
    public void A_name_has_a_code_and_an_empty_one_has_none()
    {
        Assert.Empty(Code(string.Empty));
        foreach (var letter in "abcdefghijklmnopqrstuvwxyz")
        {
            Assert.NotEmpty(Code(letter.ToString()));
        }
    }

    private static string Code(string name)
    {
        Span<char> buffer = stackalloc char[2 * name.Length];
        return buffer[..SoundCode.Write(name, buffer)].ToString();
    }

    private static string Consonants(string name)
    {
        Span<char> buffer = stackalloc char[2 * name.Length];
        return buffer[..SoundCode.WriteConsonants(Code(name), buffer)].ToString();
    }
}
