using System.Runtime.CompilerServices;

namespace Meldpunt.Index.Matching;

/// <summary>
/// The tags by which two names agree that differ by one letter. They do when leaving out the letter at one place of both makes them equal (another
/// letter), or leaving one out of one of them (a letter too many), or when two letters that stand side by side, or elsewhere, changed places. The place belongs
/// to the tag: without it Naima and Nadia would differ by one letter too.
/// </summary>
internal static class LetterTags
{
    /// <summary>A letter of a shorter name is too large a part of it to be called a typing error.</summary>
    public const int Shortest = 4;

    private const int ShortestInOrder = 6;

    // One odd name may not cost more than this.
    private const int Longest = 30;

    /// <summary>Adds the tags of a name.</summary>
    /// <param name="hasher">Makes them.</param>
    /// <param name="sink">Takes them.</param>
    /// <param name="kinds">Which name it is; of more than one kind it is hashed once all the same.</param>
    /// <param name="name">The name.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="first">The first place that can be mistyped: 1 keeps the first letter.</param>
    /// <param name="asks">True for a visitor, who is asked for every way in which an entry can be kept.</param>
    /// <param name="agreement">What it means when the other side has the tag.</param>
    public static void Add<TSink>(
        TagHasher hasher, TSink sink, ReadOnlySpan<TagKind> kinds, ReadOnlySpan<char> name, ulong hash, int first, bool asks, Agreement agreement)
        where TSink : ITagSink
    {
        if (name.Length is < Shortest or > Longest)
        {
            return;
        }

        var meaning = Meaning.Of(agreement);
        AddTag(hasher, sink, kinds, hash, TagKinds.Whole, meaning);
        AddInOrder(hasher, sink, kinds, name, first, meaning);
        Span<char> shorter = stackalloc char[Longest];
        for (var place = first; place < name.Length; place++)
        {
            name[..place].CopyTo(shorter);
            name[(place + 1)..].CopyTo(shorter[place..]);
            var left = hasher.Hash(shorter[..(name.Length - 1)]);
            AddTag(hasher, sink, kinds, left, place, meaning);
            if (asks)
            {
                AddTag(hasher, sink, kinds, left, TagKinds.Whole, meaning);
                AddTag(hasher, sink, kinds, hash, place, meaning);
            }
        }

        if (asks)
        {
            AddTag(hasher, sink, kinds, hash, name.Length, meaning);
        }
    }

    private static void AddTag<TSink>(TagHasher hasher, TSink sink, ReadOnlySpan<TagKind> kinds, ulong hash, int place, ulong meaning)
        where TSink : ITagSink
    {
        foreach (var kind in kinds)
        {
            sink.Add(hasher.Tag(kind, hash, place), meaning);
        }
    }

    // Letters that changed places are the same letters. In a short name too many other names are as well: Rami and Rima, Salem and Selam.
    [SkipLocalsInit]
    private static void AddInOrder<TSink>(TagHasher hasher, TSink sink, ReadOnlySpan<TagKind> kinds, ReadOnlySpan<char> name, int first, ulong meaning)
        where TSink : ITagSink
    {
        if (name.Length >= ShortestInOrder)
        {
            Span<char> letters = stackalloc char[Longest];
            name.CopyTo(letters);
            letters[first..name.Length].Sort();
            AddTag(hasher, sink, kinds, hasher.Hash(letters[..name.Length]), TagKinds.InOrder, meaning);
        }
    }
}
