namespace Meldpunt.Admin.Participants;

/// <summary>The words for how a participant goes and what happens to its data.</summary>
public static class Leaving
{
    /// <summary>It left of its own accord (article 7.2).</summary>
    public const string Left = "uittreding";

    /// <summary>The consortium excluded it (article 7.3).</summary>
    public const string Excluded = "uitsluiting";

    /// <summary>Its data are erased at once.</summary>
    public const string Erase = "wissen";

    /// <summary>Its data are kept, unreadable for others, until they were handed over or <see cref="HandOverDays"/> have gone.</summary>
    public const string HandOver = "overdragen";

    /// <summary>How long data to be handed over are kept.</summary>
    public const int HandOverDays = 30;
}
