namespace Meldpunt.Population;

/// <summary>How the gate came by the data.</summary>
public static class Channel
{
    /// <summary>By hand.</summary>
    public const string Typed = "typed";

    /// <summary>From the printed side of a document.</summary>
    public const string Viz = "viz";

    /// <summary>From the machine-readable zone of a document.</summary>
    public const string Mrz = "mrz";
}
