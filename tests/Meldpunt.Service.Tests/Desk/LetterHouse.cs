namespace Meldpunt.Service.Tests.Desk;

/// <summary>A desk with a warning and a ban of which letters are made.</summary>
public sealed class LetterHouse : IAsyncLifetime
{
    public DeskHouse Desk { get; } = new();

    public string Warning { get; private set; } = string.Empty;

    public string Ban { get; private set; } = string.Empty;

    /// <summary>Every letter that there is: of which entry, and which kind.</summary>
    public IReadOnlyList<(string Id, string Kind)> Letters =>
        [(Warning, "waarschuwing"), (Warning, "mededeling"), (Ban, "toegangsverbod"), (Ban, "mededeling")];

    public async ValueTask InitializeAsync()
    {
        await Desk.InitializeAsync();
        Warning = await Desk.WarningAsync("Briefman", "1984-03-12");
        Ban = await Desk.ConfirmedBanAsync("Briefman", "1984-03-12");
    }

    public ValueTask DisposeAsync() => Desk.DisposeAsync();
}
