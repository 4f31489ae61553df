using System.Runtime.CompilerServices;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Names;

namespace Meldpunt.Index.Matching;

/// <summary>
/// The rule over who is the same person: one agreeing key is a match. Both sides derive keys here and nowhere else, so that
/// the consortium can read the rule in one place (protocol 6.1: uniform criteria). Rule exact-1:
/// <list type="bullet">
/// <item>the surname agrees with its prefix, or without it when one side gave none;</item>
/// <item>the first given name agrees, or the first initial when one side has initials only;</item>
/// <item>the birth date agrees; when its day or month is unknown, the birthplace must agree as well.</item>
/// </list>
/// An unknown part agrees with nothing. Full names that only share an initial do not agree: twins do.
/// </summary>
public static class MatchRule
{
    /// <summary>Name and version of the rule; stands in every row of the query log.</summary>
    public const string Version = "exact-1";

    /// <summary>Most keys that one person gives, on either side.</summary>
    public const int MaxKeys = 4;

    /// <summary>Derives the keys under which a person is kept in the index; returns how many there are, which may be none.</summary>
    [SkipLocalsInit]
    public static int DeriveEntryKeys(SecretKey indexKey, PersonDetails person, Span<MatchKey> keys)
    {
        ArgumentNullException.ThrowIfNull(indexKey);
        var folded = FoldedPerson.Fold(person, stackalloc char[FoldedPerson.BufferLength]);
        var writer = new KeyWriter(indexKey.Bytes, folded, stackalloc byte[KeyWriter.ScratchBytes], keys);

        AddFirstNames(ref writer, SurnameKind.Whole, folded.WholeSurname, folded);
        if (folded.HasPrefix)
        {
            AddFirstNames(ref writer, SurnameKind.PrefixLeftOut, folded.BareSurname, folded);
        }

        return writer.Count;

        static void AddFirstNames(scoped ref KeyWriter writer, SurnameKind kind, ReadOnlySpan<char> surname, FoldedPerson folded)
        {
            if (folded.HasInitialsOnly)
            {
                writer.Add(kind, surname, FirstNameKind.InitialOnly, folded.FirstInitial);
                return;
            }

            writer.Add(kind, surname, FirstNameKind.GivenName, folded.FirstGivenName);
            writer.Add(kind, surname, FirstNameKind.InitialOfName, folded.FirstInitial);
        }
    }

    /// <summary>
    /// False for a person of whom too little is known for the rule ever to find them: no first name, or an incomplete birth date without a birthplace.
    /// </summary>
    public static bool CanFind(PersonDetails person)
    {
        using var anyKey = SecretKey.Create();
        return DeriveEntryKeys(anyKey, person, stackalloc MatchKey[MaxKeys]) > 0;
    }

    /// <summary>How many keys a person takes in the index.</summary>
    public static int CountEntryKeys(PersonDetails person)
    {
        using var anyKey = SecretKey.Create();
        return DeriveEntryKeys(anyKey, person, stackalloc MatchKey[MaxKeys]);
    }

    /// <summary>Derives the keys under which a person at the gate is looked up; returns how many there are, which may be none.</summary>
    [SkipLocalsInit]
    public static int DeriveQueryKeys(SecretKey indexKey, PersonDetails person, Span<MatchKey> keys)
    {
        ArgumentNullException.ThrowIfNull(indexKey);
        var folded = FoldedPerson.Fold(person, stackalloc char[FoldedPerson.BufferLength]);
        var writer = new KeyWriter(indexKey.Bytes, folded, stackalloc byte[KeyWriter.ScratchBytes], keys);

        // The whole name as typed; then, with a prefix typed, entries that have none, and without one, entries that have any.
        AddFirstNames(ref writer, SurnameKind.Whole, folded.WholeSurname, folded);
        AddFirstNames(ref writer, folded.HasPrefix ? SurnameKind.Whole : SurnameKind.PrefixLeftOut, folded.BareSurname, folded);
        return writer.Count;

        static void AddFirstNames(scoped ref KeyWriter writer, SurnameKind kind, ReadOnlySpan<char> surname, FoldedPerson folded)
        {
            writer.Add(kind, surname, FirstNameKind.InitialOnly, folded.FirstInitial);
            if (folded.HasInitialsOnly)
            {
                writer.Add(kind, surname, FirstNameKind.InitialOfName, folded.FirstInitial);
            }
            else
            {
                writer.Add(kind, surname, FirstNameKind.GivenName, folded.FirstGivenName);
            }
        }
    }
}
