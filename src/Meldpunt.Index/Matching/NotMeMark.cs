using System.Runtime.CompilerServices;
using System.Text;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Names;

namespace Meldpunt.Index.Matching;

/// <summary>
/// The mark of a visitor who is not the registered person: a keyed hash under a key of that entry alone. Of name and birth date, or of those and the birthplace. Allocates nothing.
/// </summary>
public static class NotMeMark
{
    /// <summary>Bytes in a mark.</summary>
    public const int SizeBytes = SubjectPseudonym.SizeBytes;

    /// <summary>Writes the mark of a visitor's name and birth date.</summary>
    public static void Write(SecretKey notMeKey, PersonDetails visitor, Span<byte> mark) => SubjectPseudonym.Write(notMeKey, visitor, mark);

    /// <summary>Writes the mark of a visitor's name, birth date and birthplace; false when no birthplace is known, because what is absent is the same as nothing.</summary>
    [SkipLocalsInit]
    public static bool TryWriteWithPlace(SecretKey notMeKey, PersonDetails visitor, Span<byte> mark)
    {
        ArgumentNullException.ThrowIfNull(notMeKey);
        ArgumentNullException.ThrowIfNull(visitor);
        Span<char> folded = stackalloc char[PersonDetails.MaxNameLength * (NameFolder.MaxExpansion + 1)];
        var typed = visitor.Birthplace.AsSpan(0, Math.Min(visitor.Birthplace?.Length ?? 0, PersonDetails.MaxNameLength));
        var place = PlaceNames.Canonical(AbsentWords.WithoutPlace(folded[..NameFolder.Fold(typed, folded)]));
        if (place.IsEmpty)
        {
            return false;
        }

        Span<byte> message = stackalloc byte[SizeBytes + (PersonDetails.MaxNameLength * (NameFolder.MaxExpansion + 1) * 3)];
        Write(notMeKey, visitor, message);
        var length = SizeBytes + Encoding.UTF8.GetBytes(place, message[SizeBytes..]);
        Sodium.KeyedHash(mark[..SizeBytes], message[..length], notMeKey.Bytes);
        return true;
    }
}
