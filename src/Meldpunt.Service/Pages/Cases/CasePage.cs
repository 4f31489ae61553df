using Meldpunt.Admin.Access;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Messages;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Matching;
using Meldpunt.Service.Pages.Forms;
using Meldpunt.Service.Pages.Texts;

namespace Meldpunt.Service.Pages.Cases;

/// <summary>All that the page of one case shows, as the desk of a caller may see it. One for a request.</summary>
internal sealed class CasePage(FollowUpStore cases, QueryLogReader log, MessageStore messages, ActReader acts, AccessDirectory directory, PageTexts texts, TimeProvider time)
{
    // A case has a handful; whoever goes on and on is not read to the end.
    private const int MaxActs = 100;

    public CaseView View { get; private set; } = null!;

    public FollowUp Case => View.Case;

    /// <summary>The participant of whoever looks.</summary>
    public Participant Own { get; private set; } = null!;

    /// <summary>What stands in the case in words.</summary>
    public FollowUpTexts Texts { get; private set; } = FollowUpTexts.None;

    /// <summary>Kind and days of the entry; null when it is gone.</summary>
    public FollowUpEntry? Entry { get; private set; }

    /// <summary>True when the desk of the gate may change the advice of a case that is closed.</summary>
    public bool TakesAnotherAdvice => View.IsAsker && !Case.IsOpen && Case.TakesAdvice(Now) && Entry is not null;

    /// <summary>The other cases of the same visitor that this desk works on.</summary>
    public IReadOnlyList<CaseView> Siblings { get; private set; } = [];

    /// <summary>True for the desk of the gate when entries matched that have no case, because the row of the log names eight.</summary>
    public bool HasUnnamed { get; private set; }

    /// <summary>What was recorded, newest first.</summary>
    public IReadOnlyList<ActRecord> Events { get; private set; } = [];

    public IReadOnlyList<CaseClockStep> Clock { get; private set; } = [];

    public DateTimeOffset Now { get; private set; }

    /// <summary>Number of the newest message that there was; from there on the page listens.</summary>
    public long LastSeq { get; private set; }

    /// <summary>The form that was sent and not done.</summary>
    public CaseForm? Sent { get; set; }

    /// <summary>True when somebody else was first.</summary>
    public bool IsStale { get; set; }

    /// <summary>What was done just now: the end of a text's key.</summary>
    public string? Done { get; set; }

    /// <summary>Parts in which visitor and entry agree; never what stands in them.</summary>
    public IReadOnlyList<Agreement> Parts => AgreementText.Parts(Case.Agreement);

    public static IReadOnlyList<string> Identities { get; } = [.. FollowUpTerms.Identities.Keys];

    /// <summary>Reads a case; false when it is not there, or between two others.</summary>
    public bool TryRead(Caller caller, string id)
    {
        Own = caller.Participant!;
        LastSeq = messages.LastSeq();
        if (!OpaqueId.TryParse(id, out var caseId) || cases.Find(caseId, Own.Id) is not { } one)
        {
            return false;
        }

        Now = time.GetUtcNow();
        View = ViewOf(one);
        Texts = cases.Texts(one);
        Entry = cases.EntryOf(one);
        Clock = CaseClock.Of(View, texts);
        Events = acts.List(participantId: null, one.Id, beforeSeq: null, MaxActs);
        HasUnnamed = View.IsAsker && log.FindBytes(one.QueryId) is { } row && QueryLogReader.Read(row).HasUnnamed;
        Siblings = [.. cases.OfQuery(one.QueryId).Where(other => other.Id != one.Id && other.SideOf(Own.Id) is not null).Select(ViewOf)];
        return true;
    }

    /// <summary>What was typed into the form of a step when it was sent and not done.</summary>
    public TypedForm FormOf(CaseStep step) => IsOpened(step) ? Sent!.Typed : TypedForm.Empty;

    /// <summary>True when the form of a step was sent and not done: it is shown open.</summary>
    public bool IsOpened(CaseStep step) => Sent?.Step == step;

    /// <summary>Who did something: somebody of one's own by name, of the other desk its participant, or the service by itself.</summary>
    public string WhoDid(ActRecord done) => directory.FindAccount(done.Row.AccountId) switch
    {
        { } account when account.ParticipantId == Own.Id => AccountWords.Of(texts, account),
        { ParticipantId: { } other } => directory.FindParticipant(other)?.Name ?? string.Empty,
        _ => texts["case.program"],
    };

    /// <summary>What was said with it; null when nothing was.</summary>
    public string? Said(Act act) =>
        act.Details.GetValueOrDefault(FollowUpFields.Outcome) is { } outcome ? texts["case.outcome." + outcome]
        : act.Details.GetValueOrDefault(FollowUpFields.Advice) is { } advice ? texts["case.advice." + advice]
        : null;

    private CaseView ViewOf(FollowUp one) => new(one, Own.Id, directory, texts);
}
