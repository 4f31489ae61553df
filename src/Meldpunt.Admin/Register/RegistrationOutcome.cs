using System.Diagnostics.CodeAnalysis;
using Meldpunt.Admin.Persons;

namespace Meldpunt.Admin.Register;

/// <summary>What came of a registration: an entry, or everything that stands in its way.</summary>
public sealed class RegistrationOutcome
{
    internal RegistrationOutcome(Entry entry)
    {
        Entry = entry;
        Faults = [];
    }

    internal RegistrationOutcome(IReadOnlyList<Fault> faults)
    {
        Faults = faults;
    }

    public Entry? Entry { get; }

    public IReadOnlyList<Fault> Faults { get; }

    [MemberNotNullWhen(true, nameof(Entry))]
    public bool Succeeded => Entry is not null;
}
