using System.Diagnostics.CodeAnalysis;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Unidentified;

/// <summary>What came of an act: the person as it is now, the entry that it became, nothing any more, or why nothing was done.</summary>
public sealed class UnidentifiedResult
{
    /// <summary>Not there, over, or another's: nobody is told which.</summary>
    public static UnidentifiedResult Missing { get; } = new() { IsMissing = true };

    /// <summary>Withdrawn: there is nothing left to show.</summary>
    public static UnidentifiedResult Gone { get; } = new() { Succeeded = true };

    public UnidentifiedPerson? Person { get; private init; }

    /// <summary>What was registered of somebody who is known now.</summary>
    public Entry? Entry { get; private init; }

    public IReadOnlyList<Fault> Faults { get; private init; } = [];

    /// <summary>As <see cref="EntryResult.BansInTheWay"/>.</summary>
    public IReadOnlyList<OpaqueId> BansInTheWay { get; private init; } = [];

    public bool IsMissing { get; private init; }

    public bool Succeeded { get; private init; }

    public override string ToString() => nameof(UnidentifiedResult);

    internal static UnidentifiedResult Of(UnidentifiedPerson? person) => person is null ? Missing : new() { Person = person, Succeeded = true };

    internal static UnidentifiedResult Of(Entry entry) => new() { Entry = entry, Succeeded = true };

    internal static UnidentifiedResult Refused(EntryResult outcome) => new() { Faults = outcome.Faults, BansInTheWay = outcome.BansInTheWay };

    internal static UnidentifiedResult Refused(params IReadOnlyList<Fault> faults) => new() { Faults = faults };

    /// <summary>True when there is a person to show.</summary>
    [MemberNotNullWhen(true, nameof(Person))]
    public bool HasPerson => Person is not null;
}
