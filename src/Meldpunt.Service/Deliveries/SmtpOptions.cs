namespace Meldpunt.Service.Deliveries;

/// <summary>The mail server that takes our mail, and how we come in there. Never printed.</summary>
public sealed class SmtpOptions
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    /// <summary>Whom the mail comes from.</summary>
    public required string Sender { get; init; }

    /// <summary>Null where nobody signs in.</summary>
    public string? UserName { get; init; }

    public string? Password { get; init; }

    /// <summary>True for a server on this very machine that offers no encryption.</summary>
    public bool WithoutTls { get; init; }

    public override string ToString() => nameof(SmtpOptions);
}
