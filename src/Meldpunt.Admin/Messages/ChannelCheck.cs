using System.Text.RegularExpressions;
using Meldpunt.Admin.Persons;

namespace Meldpunt.Admin.Messages;

/// <summary>What can be a channel: nothing in it that could end a line, a header or a command.</summary>
public static partial class ChannelCheck
{
    // RFC 5321, 4.5.3.1.
    private const int MaxMailAddress = 254;

    /// <summary>True for an address that every mail server takes as one: no quotes, no routes (<c>%</c>, <c>!</c>), no other letters than ASCII.</summary>
    public static bool IsMailAddress(string? text) => text is not null && text.Length <= MaxMailAddress && MailForm().IsMatch(text);

    /// <summary>The address of a web server; null when it is none.</summary>
    public static Uri? WebAddress(string? text) =>
        text is not null && text.Length <= ChannelTerms.MaxAddress
        && text.All(letter => letter is > ' ' and < (char)0x7f)
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (Is(uri, Uri.UriSchemeHttps) || Is(uri, Uri.UriSchemeHttp))
        && uri is { UserInfo.Length: 0, Fragment.Length: 0, Host.Length: > 0, Port: > 0 }
            ? uri
            : null;

    /// <summary>What is wrong with it, all at once; kind and web address as far as they can be read.</summary>
    internal static (ChannelKind? Kind, Uri? Web) Check(ChannelInput input, List<Fault> faults)
    {
        var kind = ReadKind(input.Kind, faults);
        if (input.Label?.Trim() is not { Length: > 0 and <= ChannelTerms.MaxLabel } label || !TextCheck.IsProse(label) || label.Any(char.IsControl))
        {
            faults.Add(new Fault(ChannelTerms.Label, "kanaal-naam", $"De naam van een kanaal heeft 1 tot {ChannelTerms.MaxLabel} tekens."));
        }

        var address = input.Address?.Trim() ?? string.Empty;
        var web = kind == ChannelKind.Webhook ? WebAddress(address) : null;
        if (kind == ChannelKind.Mail && !IsMailAddress(address))
        {
            faults.Add(ChannelRefusals.NoMailAddress);
        }
        else if (kind == ChannelKind.Webhook && web is null)
        {
            faults.Add(ChannelRefusals.NoWebAddress);
        }

        if (input.Hours is { Length: > ChannelTerms.MaxHours } || !ChannelHours.TryParse(input.Hours, out _))
        {
            faults.Add(ChannelRefusals.NoHours);
        }

        return (kind, web);
    }

    private static ChannelKind? ReadKind(string? typed, List<Fault> faults)
    {
        if (typed is not null && ChannelTerms.Kinds.TryGetValue(typed, out var kind))
        {
            return kind;
        }

        faults.Add(new Fault(ChannelTerms.Kind, string.IsNullOrEmpty(typed) ? "ontbreekt" : "keuze", $"Kies uit: {string.Join(", ", ChannelTerms.Kinds.Keys)}."));
        return null;
    }

    private static bool Is(Uri uri, string scheme) => string.Equals(uri.Scheme, scheme, StringComparison.Ordinal);

    [GeneratedRegex(@"\A[A-Za-z0-9_+=/-]+(?:\.[A-Za-z0-9_+=/-]+)*(?<=\A.{1,64})@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex MailForm();
}
