using Meldpunt.Index.Names;

namespace Meldpunt.Index.Tests.Support;

/// <summary>A person as somebody types it, which a generator can change part by part and a red test can show. All of them are invented.</summary>
internal sealed record Typed(
    string Surname, string? Prefix, string? FirstNames, string BirthDate, string? Birthplace, string? Address, string? Postcode)
{
    public PersonDetails ToDetails() => new()
    {
        Surname = Surname,
        Prefix = Prefix,
        FirstNames = FirstNames,
        BirthDate = Index.Names.BirthDate.TryParse(BirthDate, out var date) ? date : default,
        Birthplace = Birthplace,
        Address = Address,
        Postcode = Postcode,
    };

    /// <summary>Names and birth date alone.</summary>
    public Typed WithoutPlaces() => this with { Birthplace = null, Address = null, Postcode = null };

    /// <summary>Every text part changed in the same way; an absent part stays absent.</summary>
    public Typed Map(Func<string, string> change) => this with
    {
        Surname = change(Surname),
        Prefix = Prefix is null ? null : change(Prefix),
        FirstNames = FirstNames is null ? null : change(FirstNames),
        Birthplace = Birthplace is null ? null : change(Birthplace),
        Address = Address is null ? null : change(Address),
        Postcode = Postcode is null ? null : change(Postcode),
    };
}
