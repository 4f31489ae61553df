using System.Runtime.CompilerServices;
using System.Text;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Names;

namespace Meldpunt.Index.Matching;

/// <summary>
/// The pseudonym of the person that a query was about: a keyed hash of the folded name and birth date. Two queries about the same
/// typed person have one pseudonym under one key, and nobody without the key can tell who it was.
/// </summary>
public static class SubjectPseudonym
{
    /// <summary>Bytes in a pseudonym.</summary>
    public const int SizeBytes = 32;

    /// <summary>Writes the pseudonym of a person under a log-subject key.</summary>
    // Two parts of at most a field, three bytes a letter, their ends and the date.
    private const int MaxMessage = (2 * 2 * PersonDetails.MaxNameLength * NameFolder.MaxExpansion * 3) + 16;

    [SkipLocalsInit]
    public static void Write(SecretKey subjectKey, PersonDetails person, Span<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(subjectKey);
        var folded = FoldedPerson.Fold(person, stackalloc char[FoldedPerson.BufferLength]);
        Span<byte> text = stackalloc byte[MaxMessage];
        var length = Encoding.UTF8.GetBytes(folded.WholeSurname, text);
        text[length] = 0;
        length++;
        length += Encoding.UTF8.GetBytes(folded.FirstNames, text[length..]);
        text[length] = 0;
        length++;
        length += folded.BirthDate.WriteDigits(text[length..]);
        Sodium.KeyedHash(destination[..SizeBytes], text[..length], subjectKey.Bytes);
    }
}
