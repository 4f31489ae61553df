using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Messages;

namespace Meldpunt.Service.Pages.Cases;

/// <summary>That an entry changed on which this desk had a match, until somebody says that they saw it (protocol article 9.5).</summary>
/// <param name="Message">What the desk was told.</param>
/// <param name="Cases">Its own cases with that entry: by their references the desk knows which it is.</param>
internal sealed record ChangedEntry(Message Message, IReadOnlyList<FollowUp> Cases);
