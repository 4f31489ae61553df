using System.Globalization;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Register.Drafts;
using Meldpunt.Index.Names;
using Meldpunt.Service.Pages.Forms;
using Meldpunt.Service.Pages.Texts;
using Microsoft.Extensions.Primitives;

namespace Meldpunt.Service.Pages.Registering;

/// <summary>A draft as the conversation reads it: what was typed, the registration that it makes, and what each step still lacks. Never printed.</summary>
internal sealed class DraftForm
{
    private const string Missing = "ontbreekt";

    private readonly TypedForm _typed;
    private readonly DateFields _dates;
    private readonly DateOnly _today;

    public DraftForm(IReadOnlyDictionary<string, string> fields, PageTexts texts, DateOnly today)
    {
        _typed = new TypedForm(new FormCollection(fields.ToDictionary(pair => pair.Key, pair => new StringValues(pair.Value), StringComparer.Ordinal)), []);
        _dates = new DateFields(_typed, texts);
        _today = today;
        Person = PersonForm.Read(_typed, DraftFields.Person, _dates);
        Incident = Day(RegistrationFields.IncidentDate);
        Known = KnownNote.Read(_typed[DraftFields.Known]);
        Input = Read();
        Faults = Explain(Find());
    }

    /// <summary>All that was typed, without faults.</summary>
    public TypedForm Typed => _typed;

    public PersonInput Person { get; }

    public RegistrationInput Input { get; }

    /// <summary>The day of the incident; null when it is not there or no day.</summary>
    public DateOnly? Incident { get; }

    /// <summary>What the register said of this person; null when it was not asked, or about somebody else.</summary>
    public KnownNote? Known { get; }

    /// <summary>Everything that is wrong, in the order of the conversation.</summary>
    public IReadOnlyList<Fault> Faults { get; }

    /// <summary>When the person was born; null when that is not there or no date.</summary>
    public BirthDate? Born => BirthDate.TryParse(Person.BirthDate, out var born) ? born : null;

    /// <summary>True when the person may have been under 18 at the incident.</summary>
    public bool MayBeMinor => Born is { } born && RegistrationRules.MayHaveBeenMinor(born, Incident ?? _today);

    public bool IsBan => string.Equals(Input.Kind, EntryTerms.Of(EntryKind.Ban), StringComparison.Ordinal);

    /// <summary>True when the officer has seen that whom the register knows is somebody else.</summary>
    public bool IsSomebodyElse => string.Equals(_typed[DraftFields.Answer], DraftFields.SomebodyElse, StringComparison.Ordinal);

    public string? this[string field] => _typed[field];

    /// <summary>The person, whole; null when something is wrong with it.</summary>
    public PersonDetails? WholePerson => PersonCheck.Check(Person, _today, path: string.Empty, []);

    /// <summary>The form with the faults of a step, or without any.</summary>
    public TypedForm Form(RegisterStep step, bool withFaults) => withFaults ? _typed.With(FaultsOf(step)) : _typed;

    public IReadOnlyList<Fault> FaultsOf(RegisterStep step) => Faults.Where(fault => RegisterStep.Of(fault.Field) == step).ToList();

    public bool IsWhole(RegisterStep step) => FaultsOf(step).Count == 0;

    /// <summary>True when the step was ever kept.</summary>
    public bool IsBegun(RegisterStep step) => _typed[step.Fields[0]] is not null || _typed[step.Fields[1]] is not null;

    /// <summary>The first step that is not whole; where somebody goes on who comes back.</summary>
    public string WhereToGoOn() => RegisterStep.All.FirstOrDefault(step => !IsWhole(step))?.Name ?? RegisterStep.Check;

    /// <summary>The last day when the term is this many months.</summary>
    public DateOnly EndAfter(int months) => (Incident ?? _today) is var day && day.Year < DateOnly.MaxValue.Year - 1 ? day.AddMonths(months) : day;

    /// <summary>Faults of the register at the questions that they are about, in the order of the conversation, and in words about dates.</summary>
    public IReadOnlyList<Fault> Explain(IEnumerable<Fault> faults) => _dates.Explain(faults.Select(ToTheQuestion).OrderBy(fault => Place(fault.Field)));

    public override string ToString() => nameof(DraftForm);

    private RegistrationInput Read()
    {
        var crime = _typed.YesOrNo(RegistrationFields.Crime);
        var way = _typed[RegistrationFields.NoticeKind];
        var isTold = way is null || (EntryTerms.Notices.TryGetValue(way, out var kind) && kind is not (NoticeKind.Deferred or NoticeKind.Impossible));
        return new RegistrationInput
        {
            Kind = _typed[RegistrationFields.Kind],
            Person = Person,
            FirstDay = _dates.Read(RegistrationFields.FirstDay),
            LastDay = ReadLastDay(),
            FileReference = _typed[RegistrationFields.FileReference],
            IncidentDate = _dates.Read(RegistrationFields.IncidentDate),
            Crime = crime,
            // The second question is asked only when the answer to the first is yes.
            CrimeReported = crime == false ? false : _typed.YesOrNo(RegistrationFields.CrimeReported),
            EvidenceInFile = _typed.YesOrNo(RegistrationFields.EvidenceInFile),
            Weighing = WeighingText.Compose(_typed, Born, Incident),
            WeighingOfAge = MayBeMinor ? _typed[RegistrationFields.WeighingOfAge] : null,
            NoticeKind = way,
            // What was typed for another way, before this one was chosen, is not sent along.
            NoticeDate = isTold ? _dates.Read(RegistrationFields.NoticeDate) : null,
            NoticeReason = isTold ? null : _typed[RegistrationFields.NoticeReason],
            RemindOn = isTold ? null : _dates.Read(RegistrationFields.RemindOn),
            OtherPersonThan = IsSomebodyElse ? BansFound() : [],
        };
    }

    private List<string> BansFound() =>
        [.. Known?.BanIds ?? [], .. (_typed[DraftFields.BansInTheWay] ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    // A number of months is chosen; a date is typed, with or without choosing that.
    private string? ReadLastDay() => int.TryParse(_typed[DraftFields.Term], NumberStyles.None, CultureInfo.InvariantCulture, out var months)
        && TermChoices.All.Contains(months)
            ? EndAfter(months).ToString("O", CultureInfo.InvariantCulture)
            : _dates.Read(RegistrationFields.LastDay);

    private IEnumerable<Fault> Find()
    {
        var hasEarlierWarning = !IsSomebodyElse && Known is not null && Incident is { } incident && Known.HasWarningBefore(incident);
        return DraftCheck.Faults(Input, _today, hasEarlierWarning)
            .Where(fault => !(IsMissing(fault) && (IsField(fault, RegistrationFields.Weighing) || (IsField(fault, RegistrationFields.CrimeReported) && Input.Crime is null))))
            .Concat(WeighingText.Faults(_typed));
    }

    // What was not chosen is asked at the choice, and what the whole weighing lacks at its first part.
    private Fault ToTheQuestion(Fault fault) => fault switch
    {
        _ when IsField(fault, RegistrationFields.Weighing) => fault with { Field = DraftFields.Extent },
        _ when IsField(fault, RegistrationFields.LastDay) && IsMissing(fault) && _typed[DraftFields.Term] is not DraftFields.TermByDate => fault with { Field = DraftFields.Term },
        _ => fault,
    };

    private DateOnly? Day(string field) =>
        DateOnly.TryParseExact(_dates.Read(field), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static bool IsField(Fault fault, string field) => string.Equals(fault.Field, field, StringComparison.Ordinal);

    private static bool IsMissing(Fault fault) => string.Equals(fault.Code, Missing, StringComparison.Ordinal);

    private static int Place(string field)
    {
        var step = RegisterStep.Of(field);
        return (step.Number * 100) + step.Fields.ToList().IndexOf(field);
    }
}
