using Meldpunt.Admin.Register;

namespace Meldpunt.Service.Pages;

/// <summary>One list of the desk's first page.</summary>
/// <param name="Id">Its mark in the page.</param>
/// <param name="Title">What it is a list of.</param>
/// <param name="Empty">What is said when there is nothing.</param>
/// <param name="List">The entries.</param>
/// <param name="Say">What is said of one of them.</param>
internal sealed record DeskSection(string Id, string Title, string Empty, DeskList List, Func<Entry, string> Say);
