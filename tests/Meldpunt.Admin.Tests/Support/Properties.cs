using FsCheck;
using FsCheck.Fluent;

namespace Meldpunt.Admin.Tests.Support;

/// <summary>Runs properties with one fixed seed, so that a red run is red again.</summary>
internal static class Properties
{
    private const ulong Seed = 20261121;
    private const ulong Gamma = 8675309;

    /// <summary>Anything that can come in where a text is expected: nothing, letters, signs, any other code unit, halves of surrogate pairs.</summary>
    public static Gen<string?> AnyTyped { get; } = Gen.Frequency(
        (1, Gen.Constant<string?>(null)),
        (2, Gen.Elements<string?>(string.Empty, " ", ".", "1984-03-12", "1984-02-31", "2999-01-01", "0000-00-00", "---")),
        (6, Gen.Frequency(
                (8, Gen.Elements("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -.'".ToCharArray())),
                (3, CodeUnits('\0', '\uFFFF')),
                (1, CodeUnits('\uD800', '\uDFFF')))
            .ArrayOf()
            .Select(units => (string?)new string(units))),
        (1, Gen.Choose(190, 320).Select(length => (string?)new string('a', length))));

    /// <summary>Throws when the property fails on one of the cases.</summary>
    public static void Hold(Property property, int cases = 1_000) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(cases).WithReplay(Seed, Gamma), property);

    private static Gen<char> CodeUnits(char first, char last) => Gen.Choose(first, last).Select(unit => (char)unit);
}
