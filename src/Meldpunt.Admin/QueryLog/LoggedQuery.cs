using System.Buffers.Binary;
using System.Globalization;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Matching;

namespace Meldpunt.Admin.QueryLog;

/// <summary>What the log holds of a query for those who may read it: who, from where, when, and whether it matched (protocol article 3.2).</summary>
public sealed class LoggedQuery
{
    public long Seq { get; init; }

    public OpaqueId QueryId { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public OpaqueId ParticipantId { get; init; }

    /// <summary>The empty id for somebody who has no fixed place: a security desk.</summary>
    public OpaqueId LocationId { get; init; }

    public OpaqueId AccountId { get; init; }

    public OpaqueId TerminalId { get; init; }

    /// <summary>Links the row to its record in the log of processing; 32 hexadecimal digits (W3C Trace Context).</summary>
    public string TraceId { get; init; } = string.Empty;

    public QueryPurpose Purpose { get; init; }

    public QueryOutcome Outcome { get; init; }

    public int MatchYear { get; init; }

    public int MatchNumber { get; init; }

    /// <summary>How many entries matched, also those that the row has no room for.</summary>
    public long MatchedCount { get; init; }

    /// <summary>True when more entries matched than the row names, and so than there are cases.</summary>
    public bool HasUnnamed => MatchedCount > LogFormat.MaxMatched;

    /// <summary>In what the visitor and the first matched entry agree, as the row holds it; all zeros without a match.</summary>
    public byte[] Agreement { get; init; } = [];

    /// <summary>Version and strength of the rule that decided: <c>koppeling-1/gewogen</c>.</summary>
    public string Rule { get; init; } = string.Empty;

    /// <summary>The parts of a person in which they agree, for a security desk: which parts, and nothing that stands in them. None without a match.</summary>
    public IReadOnlyList<Agreement> AgreementParts => HasAgreement ? AgreementText.Parts(FirstAgreement) : [];

    /// <summary>The same in Dutch words.</summary>
    public IReadOnlyList<string> AgreementWords => HasAgreement ? AgreementText.Words(FirstAgreement) : [];

    /// <summary>What both desks call a match at a gate by; null when there was none.</summary>
    public string? Reference => MatchNumber > 0 ? FormatReference(MatchYear, MatchNumber) : null;

    private bool HasAgreement => Outcome == QueryOutcome.Match && FirstAgreement != default;

    private Agreement FirstAgreement => Agreement.Length >= sizeof(int) ? (Agreement)BinaryPrimitives.ReadInt32BigEndian(Agreement) : default;

    /// <summary>Reads a reference as people write it, in either case and with space around it; false when it is none.</summary>
    public static bool TryParseReference(string? text, out (int Year, int Number) reference)
    {
        const string Letter = "M";
        const int YearDigits = 4;
        const int MinNumberDigits = 6;
        reference = default;
        if (text?.Trim().Split('-') is not [var letter, { Length: YearDigits } yearText, { Length: >= MinNumberDigits } numberText]
            || !string.Equals(letter, Letter, StringComparison.OrdinalIgnoreCase)
            || !int.TryParse(yearText, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(numberText, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number == 0)
        {
            return false;
        }

        reference = (year, number);
        return true;
    }

    internal static string FormatReference(int year, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"M-{year:0000}-{number:000000}");
}
