using FsCheck;
using FsCheck.Fluent;

namespace Meldpunt.Index.Tests.Support;

/// <summary>Runs properties with one fixed seed, so that a red run is red again, and generates what people and machines can type.</summary>
internal static class Properties
{
    private const ulong Seed = 20261121;
    private const ulong Gamma = 8675309;

    /// <summary>Any UTF-16 at all: names, marks, every other code unit, halves of surrogate pairs among them.</summary>
    public static Arbitrary<string> AnyText { get; } = Gen.Frequency(
            (8, Gen.Elements("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".ToCharArray())),
            (4, Gen.Elements(" -.'’,/&+<·\t\u00A0\u2011\0\u200F\u200D\uFEFF".ToCharArray())),
            (4, CodeUnits('\u00A0', '\u024F')),
            (3, CodeUnits('\u0300', '\u036F')),
            (2, CodeUnits('\u1E00', '\u1FFF')),
            (2, CodeUnits('\uD800', '\uDFFF')),
            (4, CodeUnits('\0', '\uFFFF')))
        .ArrayOf()
        .Select(units => new string(units))
        .ToArbitrary();

    /// <summary>Throws when the property fails on one of the cases.</summary>
    public static void Hold(Property property, int cases = 1_000) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(cases).WithReplay(Seed, Gamma), property);

    private static Gen<char> CodeUnits(char first, char last) => Gen.Choose(first, last).Select(unit => (char)unit);
}
