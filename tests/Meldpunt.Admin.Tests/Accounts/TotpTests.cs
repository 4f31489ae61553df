using System.Text;
using Meldpunt.Admin.Accounts;

namespace Meldpunt.Admin.Tests.Accounts;

public sealed class TotpTests
{
    /// <summary>RFC 6238, appendix B, of SHA-1: the last six of its eight digits.</summary>
    [Theory]
    [InlineData(59L, "287082")]
    [InlineData(1_111_111_109L, "081804")]
    [InlineData(1_111_111_111L, "050471")]
    [InlineData(1_234_567_890L, "005924")]
    [InlineData(2_000_000_000L, "279037")]
    [InlineData(20_000_000_000L, "353130")]
    public void A_code_is_the_one_of_the_standard(long seconds, string expected)
    {
        var step = Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds));

        Assert.Equal(expected, Totp.CodeOf("12345678901234567890"u8, step));
    }

    /// <summary>RFC 4226, appendix D.</summary>
    [Fact]
    public void The_first_ten_codes_by_count_are_the_ones_of_the_standard()
    {
        string[] expected = ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"];

        Assert.Equal(expected, Enumerable.Range(0, 10).Select(step => Totp.CodeOf("12345678901234567890"u8, step)), StringComparer.Ordinal);
    }

    /// <summary>RFC 4648, section 10, without the signs that fill it up.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void A_secret_is_written_as_apps_read_it(string plain, string expected)
    {
        var bytes = Encoding.ASCII.GetBytes(plain);

        Assert.Equal(expected, Totp.ToBase32(bytes));
        Assert.Equal(bytes, Totp.FromBase32(expected));
    }

    [Theory]
    [InlineData("M1")]
    [InlineData("mzxw")]
    [InlineData("MZ W")]
    public void What_is_no_base_32_is_refused(string text)
    {
        Assert.Throws<FormatException>(() => Totp.FromBase32(text));
    }

    [Fact]
    public void A_code_is_of_thirty_seconds()
    {
        var begin = DateTimeOffset.FromUnixTimeSeconds(1_700_000_010);

        Assert.Equal(Totp.StepAt(begin), Totp.StepAt(begin.AddSeconds(29.999)));
        Assert.Equal(Totp.StepAt(begin) + 1, Totp.StepAt(begin.AddSeconds(30)));
        Assert.Equal(Totp.StepAt(begin) - 1, Totp.StepAt(begin.AddMilliseconds(-1)));
    }
}
