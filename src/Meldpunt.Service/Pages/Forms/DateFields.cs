using Meldpunt.Admin.Persons;
using Meldpunt.Service.Pages.Texts;

namespace Meldpunt.Service.Pages.Forms;

/// <summary>Reads the dates of one form, and says in words what is wrong with those that are none.</summary>
internal sealed class DateFields(TypedForm form, PageTexts texts)
{
    private const string NoDate = "datum";
    private readonly Dictionary<string, string> _problems = new(StringComparer.Ordinal);

    /// <summary>A date as the interface writes it, or what was typed when it is none; null when nothing was typed.</summary>
    public string? Read(string field)
    {
        if (form[field] is not { } typed || string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        var date = TypedDate.Read(typed);
        if (date.Problem == TypedDateProblem.None)
        {
            return date.Iso;
        }

        _problems[field] = date.Problem switch
        {
            TypedDateProblem.YearUnclear => texts["date.year-unclear"],
            TypedDateProblem.DoesNotExist when date.Month > 0 => texts.Format("date.does-not-exist", texts.DayAndMonth(date.Day, date.Month)),
            _ => texts["date.unreadable"],
        };
        return typed;
    }

    /// <summary>The faults, with what this reader knows better about the dates among them.</summary>
    public IReadOnlyList<Fault> Explain(IEnumerable<Fault> faults) => faults
        .Select(fault => string.Equals(fault.Code, NoDate, StringComparison.Ordinal) && _problems.TryGetValue(fault.Field, out var words)
            ? fault with { Code = "datum-in-woorden", Message = words }
            : fault)
        .ToList();
}
