namespace Meldpunt.Admin.NotMe;

/// <summary>The words of the interface for marks.</summary>
public static class NotMeTerms
{
    /// <summary>The visitor, in the body of a request.</summary>
    public const string Person = "persoon";

    /// <summary>That the visitor wants it.</summary>
    public const string Consent = "instemming";

    public static string Of(NotMeState state) => state switch
    {
        NotMeState.None => "geen",
        NotMeState.Waits => "wacht",
        NotMeState.Active => "actief",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
