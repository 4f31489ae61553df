using Meldpunt.Admin.Access;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Messages;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Pages.Texts;

namespace Meldpunt.Service.Pages.Cases;

/// <summary>What needs a desk this minute: cases that are open, and entries that changed. As quick with five hundred cases as with five.</summary>
internal sealed class DeskNow(FollowUpStore cases, MessageStore messages, AccessDirectory directory, PageTexts texts, TimeProvider time)
{
    // More than anybody works through from one screen; the list of cases has the rest.
    private const int MaxCases = 40;
    private const int MaxChanges = 10;
    private const int MaxCasesOfAChange = 3;

    public IReadOnlyList<CaseView> Cases { get; private set; } = [];

    /// <summary>Open cases that are not shown.</summary>
    public int MoreCases => OpenCases - Cases.Count;

    /// <summary>All open cases of the desk, on either side.</summary>
    public int OpenCases { get; private set; }

    public IReadOnlyList<ChangedEntry> Changes { get; private set; } = [];

    public int MoreChanges { get; private set; }

    /// <summary>The moment that the clocks on the page count from: that of the service, because nobody sets the clock of a desk's machine.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>Reads it for the desk of a participant.</summary>
    public DeskNow Read(OpaqueId participantId)
    {
        Now = time.GetUtcNow();
        var open = cases.Open(participantId, MaxCases);
        Cases = [.. open.Select(one => new CaseView(one, participantId, directory, texts))];
        OpenCases = open.Count < MaxCases ? open.Count : cases.CountOpen(participantId);
        var (changed, total) = messages.UnseenChanges(participantId, MaxChanges);
        Changes = [.. changed.Select(message => new ChangedEntry(message, message.EntryId is { } entry ? cases.OfEntry(entry, participantId, MaxCasesOfAChange) : []))];
        MoreChanges = total - changed.Count;
        return this;
    }
}
