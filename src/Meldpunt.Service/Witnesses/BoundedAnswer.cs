using System.Text;

namespace Meldpunt.Service.Witnesses;

/// <summary>What came back: status, kind and bytes, of which nothing is to be believed yet.</summary>
internal sealed record BoundedAnswer(int Status, string? MediaType, byte[] Body)
{
    /// <summary>The body as text; what is no UTF-8 becomes replacement characters, which no note has.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The answer when it is a good one; otherwise a <see cref="FetchException"/>.</summary>
    public BoundedAnswer Good() => Status == StatusCodes.Status200OK
        ? this
        : throw new FetchException($"De andere kant antwoordde met status {Status}.");
}
