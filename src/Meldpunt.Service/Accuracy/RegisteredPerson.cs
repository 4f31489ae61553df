using Meldpunt.Index.Names;

namespace Meldpunt.Service.Accuracy;

/// <summary>One person of the register that an accuracy run asks about.</summary>
/// <param name="Id">Whatever the maker of the register calls this person; different for each.</param>
/// <param name="Person">What the matcher reads.</param>
public sealed record RegisteredPerson(string Id, PersonDetails Person)
{
    public override string ToString() => nameof(RegisteredPerson);
}
