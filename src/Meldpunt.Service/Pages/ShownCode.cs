namespace Meldpunt.Service.Pages;

/// <summary>A code or a token that is shown once, with the words that go with it.</summary>
internal sealed record ShownCode(string UserName, string Code, string TextKey, bool IsInvitation)
{
    public override string ToString() => nameof(ShownCode);
}
