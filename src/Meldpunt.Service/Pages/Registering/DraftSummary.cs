using System.Globalization;
using Meldpunt.Admin.Register;
using Meldpunt.Index.Names;
using Meldpunt.Service.Pages.Texts;

namespace Meldpunt.Service.Pages.Registering;

/// <summary>What a draft holds so far, in a few words a step.</summary>
internal sealed class DraftSummary(DraftForm draft, PageTexts texts)
{
    /// <summary>All steps, in order.</summary>
    public IReadOnlyList<StepLine> Steps() => RegisterStep.All.Select(step => new StepLine(step, StateOf(step), Lines(step))).ToList();

    /// <summary>The person as a list has one: Vries, Jan de.</summary>
    public string Name()
    {
        var surname = draft[DraftFields.Surname]?.Trim();
        if (string.IsNullOrEmpty(surname))
        {
            return texts["register.nobody-yet"];
        }

        var given = string.Join(' ', ((string?[])[draft[DraftFields.FirstNames], draft[DraftFields.Prefix]]).Where(part => !string.IsNullOrWhiteSpace(part)));
        return given.Length == 0 ? surname : $"{surname}, {given}";
    }

    /// <summary>Everything that was filled in at a step, with the name of each field.</summary>
    public IReadOnlyList<(string Label, string Value)> Details(RegisterStep step)
    {
        if (step == RegisterStep.Term)
        {
            return Days((RegistrationFields.FirstDay, draft.Input.FirstDay), (RegistrationFields.LastDay, draft.Input.LastDay));
        }

        if (step == RegisterStep.Notice)
        {
            var way = draft.Input.NoticeKind is { } kind && EntryTerms.Notices.ContainsKey(kind) ? texts["notice." + kind] : null;
            return
            [
                .. Texts((RegistrationFields.NoticeKind, way)),
                .. Days((RegistrationFields.NoticeDate, draft.Input.NoticeDate)),
                .. Texts((RegistrationFields.NoticeReason, draft.Input.NoticeReason)),
                .. Days((RegistrationFields.RemindOn, draft.Input.RemindOn)),
            ];
        }

        return Texts([.. step.Fields.Select(field => (field, ValueOf(field)))]);
    }

    /// <summary>A day that a field holds, in words; what was typed when it is none.</summary>
    public string? Day(string? iso) =>
        DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? texts.Day(day) : iso;

    private List<(string Label, string Value)> Days(params (string Field, string? Iso)[] days) =>
        Texts([.. days.Select(day => (day.Field, Day(day.Iso)))]);

    private List<(string Label, string Value)> Texts(params (string Field, string? Text)[] fields) => fields
        .Where(field => !string.IsNullOrWhiteSpace(field.Text))
        .Select(field => (texts[DraftFields.LabelOf(field.Field)], field.Text!.Trim()))
        .ToList();

    private string? ValueOf(string field) => field switch
    {
        DraftFields.Scanned or DraftFields.NoFirstNames => null,
        DraftFields.BirthDate => draft.Born is { } born ? BirthDateWords.Of(born, texts) : draft[field],
        DraftFields.FirstNames => draft.Person.FirstNames is PersonDetails.UnknownFirstNames ? texts["person.first-names-unknown"] : draft[field],
        RegistrationFields.Kind => draft[field] is { } kind && EntryTerms.Kinds.ContainsKey(kind) ? texts["kind." + kind] : null,
        RegistrationFields.IncidentDate => Day(draft.Input.IncidentDate),
        RegistrationFields.Crime => draft.Input.Crime is { } crime ? texts[crime ? "register.crime" : "register.nuisance"] : null,
        RegistrationFields.CrimeReported => draft.Input.Crime == true ? YesOrNo(draft.Input.CrimeReported) : null,
        RegistrationFields.EvidenceInFile => YesOrNo(draft.Input.EvidenceInFile),
        RegistrationFields.WeighingOfAge => draft.Input.WeighingOfAge,
        RegistrationFields.Weighing => null,
        _ => draft[field],
    };

    private string? YesOrNo(bool? given) => given is { } yes ? texts[yes ? "form.yes" : "form.no"] : null;

    private string StateOf(RegisterStep step) => (draft.IsBegun(step), draft.IsWhole(step)) switch
    {
        (false, _) => "open",
        (true, true) => "klaar",
        _ => "nietHeel",
    };

    private List<string> Lines(RegisterStep step) => draft.IsBegun(step)
        ? (step.Name switch
        {
            "wie" => Who(),
            "gebeurd" => What(),
            "afweging" => [texts.Format("register.summary.written", WeighingText.Written(draft.Typed), WeighingText.Count)],
            "termijn" => Term(),
            _ => Notice(),
        }).Where(line => !string.IsNullOrWhiteSpace(line)).Select(line => line!).ToList()
        : [];

    private IEnumerable<string?> Who()
    {
        yield return Name();
        yield return draft.Born is { } born ? BirthDateWords.Of(born, texts) : null;
        if (draft.Known is { } known)
        {
            yield return known.Entries.Count == 0 ? texts["register.summary.unknown"] : texts["register.summary.known"];
        }
    }

    private IEnumerable<string?> What()
    {
        yield return draft.Input.Kind is { } kind && EntryTerms.Kinds.ContainsKey(kind) ? texts["kind." + kind] : null;
        yield return Day(draft.Input.IncidentDate) is { } day ? texts.Format("register.summary.incident", day) : null;
        yield return draft.Input.FileReference;
    }

    private IEnumerable<string?> Term()
    {
        yield return Day(draft.Input.LastDay) is { } day ? texts.Format("register.summary.until", day) : null;
    }

    private IEnumerable<string?> Notice()
    {
        yield return draft.Input.NoticeKind is { } way && EntryTerms.Notices.ContainsKey(way) ? texts["notice." + way] : null;
        yield return Day(draft.Input.NoticeDate);
        yield return Day(draft.Input.RemindOn) is { } day ? texts.Format("register.summary.remind", day) : null;
    }
}
