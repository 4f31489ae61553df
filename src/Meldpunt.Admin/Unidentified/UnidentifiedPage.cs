using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Unidentified;

/// <summary>One page of the list.</summary>
public sealed class UnidentifiedPage
{
    internal UnidentifiedPage(IReadOnlyList<UnidentifiedPerson> persons, OpaqueId? next)
    {
        Persons = persons;
        Next = next;
    }

    public IReadOnlyList<UnidentifiedPerson> Persons { get; }

    /// <summary>After whom the next page begins; null when there is none.</summary>
    public OpaqueId? Next { get; }
}
