using System.Globalization;
using System.Text;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.QueryLog;

namespace Meldpunt.Service.Api;

/// <summary>Reads the parameters of a list request and collects what is wrong with them.</summary>
internal sealed class ListParameters(IQueryCollection query, ICollection<Fault> faults)
{
    /// <summary>Most rows of one page.</summary>
    public const int MaxPageSize = 200;

    private const int DefaultPageSize = 50;
    private const int MaxValueLength = 200;
    private const int MinYear = 2000;
    private const int MaxYear = 2999;

    private static readonly string[] MomentForms =
        ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>A value, or null when it was not given.</summary>
    public string? Text(string name)
    {
        _known.Add(name);
        var values = query[name];
        if (values.Count == 0)
        {
            return null;
        }

        if (values.Count == 1 && values[0] is { Length: > 0 and <= MaxValueLength } value)
        {
            return value;
        }

        Add(name, "Geef deze parameter een keer, met een waarde.");
        return null;
    }

    /// <summary>One of several words, as what it stands for.</summary>
    public T? Choice<T>(string name, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (choices.TryGetValue(text, out var choice))
        {
            return choice;
        }

        Add(name, $"Kies uit: {string.Join(", ", choices.Keys)}.");
        return null;
    }

    /// <summary>A moment in any offset, or a day, which stands for its beginning in the Netherlands.</summary>
    public DateTimeOffset? Moment(string name, bool endOfDay)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= MinYear and <= MaxYear)
        {
            return Admin.Calendar.DutchCalendar.StartOf(endOfDay ? day.AddDays(1) : day);
        }

        // By form: the free parser takes a bare time for one of today, and reads the clock for it.
        if (DateTimeOffset.TryParseExact(text, MomentForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            && moment.Year is >= MinYear and <= MaxYear)
        {
            return moment;
        }

        Add(name, "Schrijf een dag (jjjj-mm-dd) of een tijdstip (2026-11-21T20:15:03Z).");
        return null;
    }

    /// <summary>What both desks call a match by.</summary>
    public (int Year, int Number)? Reference()
    {
        const string Name = "referentie";
        if (Text(Name) is not { } text)
        {
            return null;
        }

        if (LoggedQuery.TryParseReference(text, out var reference))
        {
            return reference;
        }

        Add(Name, "Schrijf een referentie zoals M-2026-000017.");
        return null;
    }

    /// <summary>How many rows a page may have.</summary>
    public int PageSize()
    {
        if (Text("aantal") is not { } text)
        {
            return DefaultPageSize;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= 1 and <= MaxPageSize)
        {
            return size;
        }

        Add("aantal", $"Een bladzijde heeft 1 tot {MaxPageSize} regels.");
        return DefaultPageSize;
    }

    /// <summary>Where the page before ended, as <see cref="Cursor"/> wrote it.</summary>
    public string? After()
    {
        if (Text("cursor") is not { } text)
        {
            return null;
        }

        var bytes = new byte[text.Length];
        if (Convert.TryFromBase64String(text.Replace('-', '+').Replace('_', '/'), bytes, out var length) && length > 0)
        {
            return Encoding.ASCII.GetString(bytes, 0, length).Trim();
        }

        Add("cursor", "Deze cursor komt niet van hier.");
        return null;
    }

    /// <summary>Adds a fault for every parameter that was not asked for.</summary>
    public void RefuseOthers()
    {
        if (query.Keys.Any(name => !_known.Contains(name)))
        {
            Add(string.Empty, $"Er staat een onbekende parameter in het adres. Bekend zijn: {string.Join(", ", _known)}.");
        }
    }

    /// <summary>An opaque mark of where a page ended.</summary>
    public static string Cursor(string position)
    {
        // Padded with spaces in front to whole groups of three bytes, so that no = stands in an address.
        var padded = position.PadLeft((position.Length + 2) / 3 * 3);
        return Convert.ToBase64String(Encoding.ASCII.GetBytes(padded)).Replace('+', '-').Replace('/', '_');
    }

    public void Add(string name, string message) => faults.Add(new Fault(name, "parameter", message));
}
