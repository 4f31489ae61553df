using System.Collections.Frozen;
using System.Globalization;

namespace Meldpunt.Admin.Accounts;

/// <summary>
/// What a PIN may be: six to twelve digits that are not among the first that somebody tries. It suffices because it works on an enrolled terminal only, and
/// because few are looked at (docs/adr/0024).
/// </summary>
public static class PinRules
{
    public const int MinLength = 6;
    public const int MaxLength = 12;

    private const int LongestRepeatedGroup = 3;

    // Ways of the finger over the keys, and numbers that everybody knows.
    private static readonly FrozenSet<string> Known = new[]
    {
        "123654", "147258", "147852", "159753", "258369", "321456", "321654", "369258", "456123", "456789", "741852", "753159", "789456", "852456", "963852", "987456",
        "102030", "010203", "131415", "141592", "246810", "314159", "271828", "420420", "007007", "101112", "123123123", "14725836", "12345679",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] DateForms = ["ddMMyy", "yyMMdd", "MMddyy", "ddMMyyyy", "yyyyMMdd", "MMddyyyy"];

    /// <summary>True for what can be a PIN at all, weak or not.</summary>
    public static bool IsReadable(string? typed) => typed?.Length is >= MinLength and <= MaxLength && typed.All(char.IsAsciiDigit);

    /// <summary>
    /// True for a PIN that is among the first to be tried: one group of digits again and again, a run, digits by twos, the same from behind, a date, a way over the keys, or the number
    /// that the owner types before it.
    /// </summary>
    public static bool IsWeak(string pin, string? staffNumber)
    {
        ArgumentNullException.ThrowIfNull(pin);
        return Enumerable.Range(1, LongestRepeatedGroup).Any(length => Repeats(pin, length))
            || Runs(pin, step: 1)
            || Runs(pin, step: -1)
            || Known.Contains(pin)
            || IsMirrored(pin)
            || IsByTwos(pin)
            || IsDate(pin)
            || (staffNumber is { Length: > 0 } && IsMadeOf(pin, staffNumber));
    }

    private static bool IsMirrored(string pin) => pin.SequenceEqual(pin.Reverse());

    private static bool IsByTwos(string pin) => pin.Length % 2 == 0 && pin.Chunk(2).All(pair => pair[0] == pair[1]);

    // Birthdays and wedding days come first, for whoever knows somebody.
    private static bool IsDate(string pin) =>
        DateForms.Any(form => form.Length == pin.Length && DateOnly.TryParseExact(pin, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1920 and < 2060);

    private static bool Repeats(string pin, int length)
    {
        for (var place = length; place < pin.Length; place++)
        {
            if (pin[place] != pin[place - length])
            {
                return false;
            }
        }

        return true;
    }

    // 123456, 890123: after the nine comes the nought, as on a keyboard.
    private static bool Runs(string pin, int step)
    {
        for (var place = 1; place < pin.Length; place++)
        {
            if ((pin[place] - pin[place - 1] - step + 20) % 10 != 0)
            {
                return false;
            }
        }

        return true;
    }

    // The number itself, with noughts before or behind it, or written twice.
    private static bool IsMadeOf(string pin, string staffNumber)
    {
        var number = staffNumber.Trim('0');
        return number.Length > 0 && pin.Replace(number, string.Empty, StringComparison.Ordinal).All(digit => digit == '0');
    }
}
