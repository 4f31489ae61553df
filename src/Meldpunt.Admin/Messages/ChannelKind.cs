namespace Meldpunt.Admin.Messages;

/// <summary>How a desk is told besides its page. The numbers stand in the database; the words in <see cref="ChannelTerms.Kinds"/>.</summary>
public enum ChannelKind
{
    /// <summary>By mail: a reference and a link.</summary>
    Mail = 1,

    /// <summary>By a request to a system of its own, signed.</summary>
    Webhook = 2,
}
