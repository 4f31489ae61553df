using System.Globalization;
using Meldpunt.Admin.Persons;

namespace Meldpunt.Admin.Register;

/// <summary>Reads fields that somebody typed. What is wrong with one becomes a fault, and the result is null.</summary>
internal sealed class FieldReader(ICollection<Fault> faults)
{
    /// <summary>A word that stands for one of a few things.</summary>
    public T? Choice<T>(string? typed, string field, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            Missing(field);
            return null;
        }

        if (choices.TryGetValue(typed, out var choice))
        {
            return choice;
        }

        NoChoice(field, choices.Keys);
        return null;
    }

    /// <summary>One of a few words.</summary>
    public string? Word(string? typed, string field, IReadOnlyList<string> choices)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            Missing(field);
            return null;
        }

        if (choices.Contains(typed, StringComparer.Ordinal))
        {
            return typed;
        }

        NoChoice(field, choices);
        return null;
    }

    /// <summary>A day.</summary>
    public DateOnly? Day(string? typed, string field)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            Missing(field);
            return null;
        }

        if (DateOnly.TryParseExact(typed.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        faults.Add(new Fault(field, "datum", $"De datum in {field} bestaat niet. Schrijf jjjj-mm-dd."));
        return null;
    }

    /// <summary>A day that may be left out.</summary>
    public DateOnly? DayIfAny(string? typed, string field) => typed is null ? null : Day(typed, field);

    /// <summary>Yes or no.</summary>
    public bool? YesOrNo(bool? given, string field)
    {
        if (given is null)
        {
            Missing(field);
        }

        return given;
    }

    /// <summary>Text over any number of lines.</summary>
    public string? Prose(string? typed, string field, int maxLength)
    {
        var text = typed?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            Missing(field);
            return null;
        }

        if (text.Length > maxLength)
        {
            faults.Add(new Fault(field, "te-lang", $"Het veld {field} is te lang: hoogstens {maxLength} tekens."));
            return null;
        }

        if (!TextCheck.IsProse(text))
        {
            faults.Add(new Fault(field, "tekens", $"Het veld {field} bevat onzichtbare of onbekende tekens."));
            return null;
        }

        return text;
    }

    /// <summary>Text that may be left out.</summary>
    public string? ProseIfAny(string? typed, string field, int maxLength) => string.IsNullOrWhiteSpace(typed) ? null : Prose(typed, field, maxLength);

    private void Missing(string field) => faults.Add(new Fault(field, "ontbreekt", $"Het veld {field} ontbreekt."));

    private void NoChoice(string field, IEnumerable<string> choices) =>
        faults.Add(new Fault(field, "keuze", $"Het veld {field} is een van: {string.Join(", ", choices)}."));
}
