using Meldpunt.Admin.Access;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Register.Drafts;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Pages.Forms;
using Meldpunt.Service.Pages.Texts;

namespace Meldpunt.Service.Pages.Registering;

/// <summary>Keeps what a step sent, asks the register about the person when that is new, and says where the conversation goes on.</summary>
internal sealed class DraftKeeper(DraftStore drafts, EntryRegistrar registrar, EntryStore entries, PageTexts texts, TimeProvider time)
{
    /// <summary>Keep the step and stop for now.</summary>
    public const string Stop = "bewaar";

    /// <summary>Keep the step and go to the one before.</summary>
    public const string Back = "terug";

    /// <summary>Go on, although the step is not whole.</summary>
    public const string Anyway = "toch";

    /// <summary>The address of a step of a draft.</summary>
    public static string Address(OpaqueId id, string step) => $"{PageMap.Register}/{id}/{step}";

    /// <summary>The fields with those of a step as they were sent.</summary>
    public static Dictionary<string, string> Merge(IEnumerable<KeyValuePair<string, string>> kept, TypedForm form, RegisterStep step)
    {
        var fields = kept.ToDictionary(StringComparer.Ordinal);
        foreach (var field in step.Fields)
        {
            fields[field] = form[field] ?? string.Empty;
        }

        return fields;
    }

    /// <summary>What is too long to be kept, each a fault.</summary>
    public static IReadOnlyList<Fault> TooLong(IReadOnlyDictionary<string, string> fields)
    {
        var faults = fields.Where(pair => pair.Value.Length > DraftStore.MaxFieldLength)
            .Select(pair => new Fault(pair.Key, "te-lang", $"Het veld {pair.Key} is te lang: hoogstens {DraftStore.MaxFieldLength} tekens."))
            .ToList();
        return faults.Count > 0 ? faults : [new Fault(string.Empty, "te-lang", "Alles bij elkaar is te lang.")];
    }

    /// <summary>
    /// A draft of this officer as it may be shown today: of what the register said then, only what it would say now, so that an entry that was
    /// withdrawn or restricted, or whose participant left, is not told of for as long as a draft is kept. Null as in <see cref="DraftStore.Find"/>.
    /// </summary>
    public RegistrationDraft? Find(Caller caller, OpaqueId id)
    {
        if (drafts.Find(caller, id) is not { } draft || KnownNote.Read(draft.Fields.GetValueOrDefault(DraftFields.Known)) is not { Entries.Count: > 0 } known)
        {
            return drafts.Find(caller, id);
        }

        var ids = known.Entries.Select(entry => OpaqueId.TryParse(entry.Id, out var entryId) ? entryId : default);
        var seen = entries.StillSeen(caller.Participant!.Id, ids, DutchCalendar.Today(time)).Select(entryId => entryId.ToString()).ToHashSet(StringComparer.Ordinal);
        var fields = draft.Fields.ToDictionary(StringComparer.Ordinal);
        fields[DraftFields.Known] = known.Only(seen).Text();
        return new RegistrationDraft { Id = draft.Id, ChangedAt = draft.ChangedAt, LastDay = draft.LastDay, Fields = fields };
    }

    /// <summary>Keeps a step and returns where to go; null when the draft is gone.</summary>
    public async Task<string?> KeepAsync(Caller caller, OpaqueId id, Dictionary<string, string> fields, RegisterStep step, string? target)
    {
        if (!await drafts.KeepAsync(caller, id, fields))
        {
            return null;
        }

        return step == RegisterStep.Who ? await AfterWhoAsync(caller, id, fields, target) : Target(id, Read(fields), step, target);
    }

    /// <summary>After the first step: looks whether the person is known, when that is new, and returns where to go.</summary>
    public async Task<string> AfterWhoAsync(Caller caller, OpaqueId id, Dictionary<string, string> fields, string? target)
    {
        var draft = Read(fields);
        if (draft.WholePerson is { } person && draft.Known?.IsAbout(draft.Person) != true)
        {
            var known = KnownNote.Of(await registrar.LookAsync(caller, person, draft.Incident), draft.Person);
            fields[DraftFields.Known] = known.Text();
            fields.Remove(DraftFields.Answer);
            fields.Remove(DraftFields.BansInTheWay);
            if (known.Entries.Count == 0)
            {
                // Nobody is known: this is the first step of the ladder. A reported crime may still be a ban; that is asked for.
                fields.TryAdd(RegistrationFields.Kind, EntryTerms.Of(EntryKind.Warning));
            }

            await drafts.KeepAsync(caller, id, fields);
            draft = Read(fields);
        }

        var isGoingOn = string.IsNullOrEmpty(target) && draft.IsWhole(RegisterStep.Who);
        return isGoingOn && draft.Known is { Entries.Count: > 0 } ? Address(id, RegisterStep.Known) : Target(id, draft, RegisterStep.Who, target);
    }

    private static string Target(OpaqueId id, DraftForm draft, RegisterStep step, string? target) => target switch
    {
        Stop => PageMap.Register,
        Back => Address(id, step.Previous()),
        Anyway => Address(id, step.Next()),
        RegisterStep.Check => Address(id, RegisterStep.Check),
        _ when RegisterStep.Find(target) is { } chosen => Address(id, chosen.Name),
        _ => draft.IsWhole(step) ? Address(id, step.Next()) : Address(id, step.Name) + "?nakijken=ja",
    };

    private DraftForm Read(Dictionary<string, string> fields) => new(fields, texts, DutchCalendar.Today(time));
}
