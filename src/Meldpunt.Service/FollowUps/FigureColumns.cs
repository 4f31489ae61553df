using Meldpunt.Admin.FollowUps.Figures;

namespace Meldpunt.Service.FollowUps;

/// <summary>The numbers of a figure under the names that the interface and the file give them; times in whole seconds.</summary>
internal static class FigureColumns
{
    private const int ShareDigits = 4;

    public static IEnumerable<(string Name, double? Value)> NumbersOf(FollowUpFigure figure)
    {
        yield return ("zaken", figure.Cases);
        yield return ("gebeld", figure.Called);
        yield return ("mediaanTotGesprek", Seconds(figure.MedianToCall));
        yield return ("p95TotGesprek", Seconds(figure.Percentile95ToCall));
        yield return ("geadviseerd", figure.Advised);
        yield return ("mediaanTotAdvies", Seconds(figure.MedianToAdvice));
        yield return ("p95TotAdvies", Seconds(figure.Percentile95ToAdvice));
        yield return ("open", figure.Open);
        yield return ("bevestigd", figure.Confirmed);
        yield return ("anderePersoon", figure.OtherPerson);
        yield return ("onduidelijk", figure.Unclear);
        yield return ("geenGehoor", figure.Tries);
        yield return ("betwist", figure.Disputed);
        yield return ("vervallen", figure.Lapsed);
        yield return ("aandeelAnderePersoon", figure.FalseMatchRate is { } rate ? Math.Round(rate, ShareDigits) : null);
    }

    private static double? Seconds(TimeSpan? time) => time is { } known ? Math.Round(known.TotalSeconds) : null;
}
