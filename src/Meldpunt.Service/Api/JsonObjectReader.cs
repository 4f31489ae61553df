using System.Text.Json;
using Meldpunt.Admin.Persons;

namespace Meldpunt.Service.Api;

/// <summary>
/// Reads the fields of one JSON object by name; <see cref="RefuseOthers"/> at the end adds a fault for each field that nobody asked for.
/// </summary>
internal sealed class JsonObjectReader(JsonElement element, string path, ICollection<Fault> faults)
{
    private const int MaxEchoedNameLength = 40;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>A text, or null when it is absent or null.</summary>
    public string? Text(string name)
    {
        if (Find(name, JsonValueKind.String, "een tekst tussen aanhalingstekens") is not { } value)
        {
            return null;
        }

        if (TextOrNull(value) is { } text)
        {
            return text;
        }

        faults.Add(new Fault(path + name, "tekens", $"Het veld {path}{name} bevat tekens die niet kunnen."));
        return null;
    }

    /// <summary>True or false, or null when it is absent or null.</summary>
    public bool? Flag(string name) => Find(name, JsonValueKind.True, "true of false")?.GetBoolean();

    /// <summary>An object; empty when it is absent.</summary>
    public JsonObjectReader Object(string name) =>
        new(Find(name, JsonValueKind.Object, "een object") ?? default, $"{path}{name}.", faults);

    /// <summary>A list of texts; empty when it is absent.</summary>
    public IReadOnlyList<string> Texts(string name, int maxCount)
    {
        if (Find(name, JsonValueKind.Array, "een lijst van teksten") is not { } list)
        {
            return [];
        }

        var texts = list.GetArrayLength() > maxCount
            ? []
            : list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? TextOrNull(item) : null).ToList();
        if (list.GetArrayLength() > maxCount || texts.Contains(null))
        {
            faults.Add(new Fault(path + name, "soort", $"Het veld {path}{name} is een lijst van hoogstens {maxCount} teksten."));
            return [];
        }

        return texts!;
    }

    /// <summary>A text, or a list of texts put under each other; null when it is absent or neither.</summary>
    public string? TextOrLines(string name, int maxCount)
    {
        if (!Has(name) || element.GetProperty(name).ValueKind != JsonValueKind.Array)
        {
            return Text(name);
        }

        var before = faults.Count;
        var lines = Texts(name, maxCount);
        return faults.Count > before ? null : string.Join('\n', lines);
    }

    /// <summary>True when a field is there, whatever stands in it; null is nothing.</summary>
    public bool Has(string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>Adds a fault for every field that was not asked for.</summary>
    public void RefuseOthers()
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var name in element.EnumerateObject().Select(property => NameOrEmpty(property)).Where(name => !_known.Contains(name)))
        {
            // The name of a field may be anything, so it is only repeated when it looks like one.
            var echoed = name.Length <= MaxEchoedNameLength && name.All(char.IsAsciiLetterOrDigit) ? path + name : path;
            faults.Add(new Fault(echoed, "onbekend-veld", $"Dit veld bestaat niet. Bekend zijn: {string.Join(", ", _known)}."));
        }
    }

    // Half a surrogate pair is valid JSON and no text.
    private static string? TextOrNull(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string NameOrEmpty(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return string.Empty;
        }
    }

    private JsonElement? Find(string name, JsonValueKind kind, string expected)
    {
        _known.Add(name);
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind == kind || (kind == JsonValueKind.True && value.ValueKind == JsonValueKind.False))
        {
            return value;
        }

        faults.Add(new Fault(path + name, "soort", $"Het veld {path}{name} moet {expected} zijn."));
        return null;
    }
}
