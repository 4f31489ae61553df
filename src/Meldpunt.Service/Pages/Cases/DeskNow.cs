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
    private const int MaxCases = 25;
    private const int MaxChanges = 10;

    public IReadOnlyList<CaseView> Cases { get; private set; } = [];

    /// <summary>Open cases that are not shown.</summary>
    public int MoreCases => OpenCases - Cases.Count;

    /// <summary>All open cases of the desk, on either side.</summary>
    public int OpenCases { get; private set; }

    /// <summary>Entries that changed on which this desk had a match, until somebody says that they saw it (protocol article 9.5).</summary>
    public IReadOnlyList<Message> Changes { get; private set; } = [];

    public int MoreChanges { get; private set; }

    /// <summary>Number of the newest message that there was; from there on the page listens.</summary>
    public long LastSeq { get; private set; }

    /// <summary>The moment that the clocks on the page count from: that of the service, because nobody sets the clock of a desk's machine.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>Reads it for the desk of a participant.</summary>
    public DeskNow Read(OpaqueId participantId)
    {
        // Before the rest: what comes in between is heard, and read once more.
        LastSeq = messages.LastSeq();
        Now = time.GetUtcNow();
        var open = cases.Open(participantId, MaxCases);
        Cases = [.. open.Select(one => new CaseView(one, participantId, directory, texts))];
        OpenCases = open.Count < MaxCases ? open.Count : cases.CountOpen(participantId);
        (Changes, var changes) = messages.UnseenChanges(participantId, MaxChanges);
        MoreChanges = changes - Changes.Count;
        return this;
    }
}
