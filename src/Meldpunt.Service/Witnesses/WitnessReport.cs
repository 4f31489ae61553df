using System.Text.Json;
using Meldpunt.Service.Api;

namespace Meldpunt.Service.Witnesses;

/// <summary>What one round of watching found, for the shell, for machines and for an alarm. Nothing in it is about a person.</summary>
internal sealed class WitnessReport
{
    public required WitnessOutcome Outcome { get; init; }

    /// <summary>The name of the log that is watched.</summary>
    public required string Origin { get; init; }

    /// <summary>When it was looked.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Rows under the checkpoint that was kept before; null when there was none.</summary>
    public long? Before { get; init; }

    /// <summary>Rows under the checkpoint that came.</summary>
    public long? Size { get; init; }

    /// <summary>The public key of this witness as text.</summary>
    public required string WitnessKey { get; init; }

    /// <summary>Null when the signature was not handed over; otherwise the status that the service answered.</summary>
    public int? Delivery { get; init; }

    /// <summary>Where evidence was kept; null when there was nothing to keep.</summary>
    public string? Evidence { get; init; }

    /// <summary>True when somebody must be called.</summary>
    public bool IsAlarm => Outcome is not (WitnessOutcome.First or WitnessOutcome.Unchanged or WitnessOutcome.Grown);

    /// <summary>One word for the outcome.</summary>
    public string Word => WitnessWords.Of(Outcome);

    /// <summary>Writes it as the members of one JSON object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="withEvidence">False for what leaves this machine: a path may hold the name of an account.</param>
    public void Write(Utf8JsonWriter json, bool withEvidence)
    {
        json.WriteString("uitkomst", Word);
        json.WriteBoolean("alarm", IsAlarm);
        json.WriteString("logboek", Origin);
        json.WriteString("tijdstip", JsonText.Moment(At));
        WriteNumber(json, "vorigeOmvang", Before);
        WriteNumber(json, "omvang", Size);
        json.WriteString("getuige", WitnessKey);
        WriteNumber(json, "afgeleverd", Delivery);
        json.WriteString("melding", WitnessWords.Tell(this, withEvidence));
        if (withEvidence)
        {
            json.WriteString("bewijs", Evidence);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
