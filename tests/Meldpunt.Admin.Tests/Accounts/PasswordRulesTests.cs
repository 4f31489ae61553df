using System.Text;
using Meldpunt.Admin.Accounts;

namespace Meldpunt.Admin.Tests.Accounts;

/// <summary>What a password may be (OWASP ASVS 6.2): long, anything, and not what is tried first.</summary>
public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("vier woorden achter elkaar")]
    [InlineData("gorillabanaantafelraam")]
    [InlineData("xK9 vMq2 pLw")]
    [InlineData("            wat spaties")]
    [InlineData("пароль из букв кириллицы")]
    [InlineData("837465028174")]
    [InlineData("Ik parkeer al jaren liever op straat")]
    public void Twelve_characters_of_any_kind_will_do(string password)
    {
        Assert.Empty(Codes(password));
    }

    [Fact]
    public void Characters_are_counted_after_they_were_composed()
    {
        const string Composed = "één écht goé";
        var apart = Composed.Normalize(NormalizationForm.FormD);

        Assert.Equal(12, Composed.Length);
        Assert.NotEqual(Composed.Length, apart.Length);
        Assert.Empty(Codes(apart));
        Assert.Contains("wachtwoord-kort", Codes(apart[..^2]));
    }

    [Fact]
    public void A_picture_is_one_character_and_half_of_one_is_none()
    {
        Assert.Contains("wachtwoord-kort", Codes("🚗🚕🚙🚌🚎🏎🚓🚑🚒🚐🛻"));
        Assert.Empty(Codes("🚗🚕🚙🚌🚎🏎🚓🚑🚒🚐🛻🚚"));
        Assert.Equal(["wachtwoord-tekens"], Codes("elf tekens \ud83d"));
    }

    [Fact]
    public void A_hundred_and_twenty_eight_are_allowed_and_one_more_is_not()
    {
        var longest = string.Concat(Enumerable.Range(0, 128).Select(number => (char)('!' + (number * 37 % 90))));

        Assert.Empty(Codes(longest));
        Assert.Equal(["wachtwoord-lang"], Codes(longest + "x"));
    }

    [Theory]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("QWERTY123456")]
    [InlineData("finalfantasy")]
    public void What_leaked_is_refused_whatever_its_capitals(string password)
    {
        Assert.Equal(["wachtwoord-gelekt"], Codes(password));
    }

    [Theory]
    [InlineData("Welkom012345!")]
    [InlineData("password2026!!")]
    [InlineData("2026-Wachtwoord")]
    [InlineData("P@ssw0rd2026")]
    [InlineData("dragondragon1")]
    [InlineData("amsterdam-2026")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abababababab")]
    [InlineData("abcdefghijkl")]
    [InlineData("987654321098")]
    [InlineData("123456789012")]
    [InlineData("Zomer2026!!!")]
    public void An_obvious_lengthening_of_what_leaked_is_refused_too(string password)
    {
        Assert.Equal(["wachtwoord-bekend"], Codes(password));
    }

    [Theory]
    [InlineData("j.devries-j.devries")]
    [InlineData("J.DeVries2026")]
    [InlineData("parkerenoost!")]
    [InlineData("Parkeren Oost 26")]
    [InlineData("Meldpunt-26!!")]
    [InlineData("meldpunt meldpunt")]
    public void What_everybody_knows_about_the_account_with_little_around_it_is_refused(string password)
    {
        Assert.Contains("wachtwoord-naam", Codes(password));
    }

    [Fact]
    public void A_sentence_in_which_such_a_word_occurs_is_fine()
    {
        Assert.Empty(Codes("het meldpunt staat op de derde verdieping"));
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        Assert.Equal(["wachtwoord-kort", "wachtwoord-naam"], Codes("j.devries!"));
        Assert.Equal(["wachtwoord-kort", "wachtwoord-gelekt"], Codes("password"));
        Assert.Contains("wachtwoord-kort", Codes(string.Empty));
    }

    [Fact]
    public void Nothing_that_was_typed_stands_in_a_fault()
    {
        Assert.All(PasswordRules.Check("wachtwoord", "dragon"), fault => Assert.DoesNotContain("dragon", fault.Message, StringComparison.OrdinalIgnoreCase));
    }

    private static List<string> Codes(string password) =>
        [.. PasswordRules.Check("wachtwoord", password, "j.devries", "Parkeren Oost").Select(fault => fault.Code)];
}
