namespace Meldpunt.Service.Accuracy;

/// <summary>The Dutch words of an accuracy run.</summary>
internal static class AccuracyTerms
{
    /// <summary>A kind of outsider, with the ambiguous of it apart.</summary>
    public static string Outsider(string kind, bool isAmbiguous) => isAmbiguous ? $"{kind} (ambigu)" : kind;

    /// <summary>A channel among the differences.</summary>
    public static string Channel(string channel) => $"kanaal={channel}";
}
