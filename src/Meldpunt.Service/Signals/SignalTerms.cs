using Meldpunt.Admin.QueryLog.Signals;
using Meldpunt.Service.Api;
using Meldpunt.Service.Pages.Texts;

namespace Meldpunt.Service.Signals;

/// <summary>The words of the interface for signals.</summary>
internal static class SignalTerms
{
    /// <summary>The fixed name of a kind.</summary>
    public static string Of(SignalKind kind) => kind switch
    {
        SignalKind.NoMatchBurst => "veelGeenMatch",
        SignalKind.NameRun => "namenreeks",
        SignalKind.DateRun => "datumreeks",
        SignalKind.SameSubject => "steedsDezelfde",
        SignalKind.OutsideHours => "buitenDiensttijd",
        SignalKind.LimitHit => "grensBereikt",
        SignalKind.Honey => "lokpersoon",
        SignalKind.MatchWithoutCall => "matchZonderGesprek",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind of signal without a name."),
    };

    /// <summary>What was seen, in one sentence that is no verdict.</summary>
    public static string Explain(SignalKind kind, PageTexts texts) => kind switch
    {
        SignalKind.NoMatchBurst => texts.Format("signal.why.veelGeenMatch", SignalThresholds.BurstCount, SignalThresholds.BurstWindow.TotalMinutes),
        SignalKind.SameSubject => texts.Format("signal.why.steedsDezelfde", SignalThresholds.SameSubjectCount),
        _ => texts["signal.why." + Of(kind)],
    };

    /// <summary>The rows of the log between which a signal lies, as parameters of a list.</summary>
    public static string LogParameters(Signal signal) =>
        $"?medewerker={signal.AccountId}&van={JsonText.Moment(signal.FirstAt)}&tot={JsonText.Moment(signal.LastAt.AddMilliseconds(1))}";
}
