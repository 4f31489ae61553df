namespace Meldpunt.Population;

/// <summary>
/// How often the typing differs. Shares from 0 to 1 of the people to whom the difference can happen: a prefix can only be left out when there is one.
/// The defaults are assumptions; the README shows what they come to over all queries.
/// </summary>
public sealed record DifferenceRates
{
    public static DifferenceRates Default { get; } = new();

    /// <summary>Nothing differs but what a channel cannot do otherwise.</summary>
    public static DifferenceRates None { get; } = new()
    {
        Lower = 0,
        Upper = 0,
        Diacritics = 0,
        IjY = 0,
        PrefixInSurname = 0,
        PrefixOmitted = 0,
        PrefixGlued = 0,
        PrefixAbbreviated = 0,
        PrefixOther = 0,
        OtherForm = 0,
        NewPartner = 0,
        SurnameTypo = 0,
        SurnamePhonetic = 0,
        InitialOnly = 0,
        Nickname = 0,
        FirstTypo = 0,
        FirstVariant = 0,
        SecondGiven = 0,
        SwappedNames = 0,
        DobSwap = 0,
        DobDigit = 0,
        DobYear = 0,
        DobUnknownPart = 0,
        BirthplaceMissing = 0,
        BirthplaceVariant = 0,
        BirthplaceTypo = 0,
        BirthplaceWrong = 0,
        AddressMissing = 0,
        AddressFormat = 0,
        AdditionDropped = 0,
        Moved = 0,
        PostcodeMissing = 0,
        PostcodeTypo = 0,
    };

    /// <summary>Share of queries read from the printed side; the rest beside this and <see cref="MrzChannel"/> is typed.</summary>
    public double VizChannel { get; init; } = 0.1;

    public double MrzChannel { get; init; } = 0.3;

    public double Lower { get; init; } = 0.15;

    public double Upper { get; init; } = 0.08;

    public double Diacritics { get; init; } = 0.8;

    public double IjY { get; init; } = 0.22;

    public double PrefixInSurname { get; init; } = 0.33;

    public double PrefixOmitted { get; init; } = 0.15;

    public double PrefixGlued { get; init; } = 0.08;

    public double PrefixAbbreviated { get; init; } = 0.09;

    public double PrefixOther { get; init; } = 0.01;

    /// <summary>Another surname form than in the documents, of people with a partner.</summary>
    public double OtherForm { get; init; } = 0.55;

    /// <summary>Took a partner's name since.</summary>
    public double NewPartner { get; init; } = 0.012;

    public double SurnameTypo { get; init; } = 0.085;

    public double SurnamePhonetic { get; init; } = 0.057;

    public double InitialOnly { get; init; } = 0.095;

    public double Nickname { get; init; } = 0.18;

    public double FirstTypo { get; init; } = 0.045;

    public double FirstVariant { get; init; } = 0.1;

    public double SecondGiven { get; init; } = 0.02;

    public double SwappedNames { get; init; } = 0.03;

    public double DobSwap { get; init; } = 0.02;

    public double DobDigit { get; init; } = 0.021;

    public double DobYear { get; init; } = 0.008;

    public double DobUnknownPart { get; init; } = 0.4;

    public double BirthplaceMissing { get; init; } = 0.28;

    public double BirthplaceVariant { get; init; } = 0.3;

    public double BirthplaceTypo { get; init; } = 0.035;

    public double BirthplaceWrong { get; init; } = 0.05;

    public double AddressMissing { get; init; } = 0.5;

    /// <summary>The same for scanned documents, where an address has to be asked for.</summary>
    public double AddressMissingScanned { get; init; } = 0.8;

    public double AddressFormat { get; init; } = 0.36;

    public double AdditionDropped { get; init; } = 0.3;

    public double Moved { get; init; } = 0.14;

    public double PostcodeMissing { get; init; } = 0.15;

    public double PostcodeTypo { get; init; } = 0.033;
}
