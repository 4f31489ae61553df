namespace Meldpunt.Index.Names;

/// <summary>
/// The forms of a surname. A part of one agrees with the whole of another and never with a part: Klein Haarhuis is not Klein Gunnewiek, and Jansen-Bakker
/// not Bakker-de Vries.
/// </summary>
internal static class SurnameForms
{
    private const int LongestField = PersonDetails.MaxNameLength * (NameFolder.MaxExpansion + 1);

    /// <summary>Adds the surname without prefixes as a whole: joined, with its elided prefix, unglued, out of a zone, and with its words in order of the alphabet.</summary>
    public static void AddWholes(FormList words, FormList elided, Span<char> buffer, FormList forms)
    {
        var whole = buffer[..Join(words, 0, words.Count, buffer)];
        forms.Add(whole);
        if (elided.Count > 0)
        {
            forms.Add(elided[0]);
        }

        forms.Add(SurnamePrefixes.WithoutGlued(whole));
        forms.Add(ZoneSpelling.Undo(whole[..Math.Min(whole.Length, LongestField)], buffer[(2 * LongestField)..], anywhere: true));
        forms.Add(Sorted(words, buffer));
    }

    /// <summary>Adds the surname with its prefixes, all joined: Benali, Delacruz, DARC.</summary>
    public static void AddWithPrefixes(ReadOnlySpan<char> prefix, ReadOnlySpan<char> surname, Span<char> buffer, FormList forms)
    {
        if (prefix.Length + surname.Length > buffer.Length)
        {
            return;
        }

        var length = 0;
        foreach (var letter in prefix)
        {
            length = Append(letter, buffer, length);
        }

        foreach (var letter in surname)
        {
            length = Append(letter, buffer, length);
        }

        forms.Add(buffer[..length]);
    }

    /// <summary>Adds the parts of a surname of several words: all but the last, all but the first, and each word.</summary>
    public static void AddParts(FormList words, Span<char> buffer, FormList forms)
    {
        if (words.Count > 2)
        {
            forms.Add(buffer[..Join(words, 0, words.Count - 1, buffer)]);
            forms.Add(buffer[..Join(words, 1, words.Count, buffer)]);
        }

        for (var word = 0; words.Count > 1 && word < words.Count; word++)
        {
            forms.Add(SurnamePrefixes.WithoutGlued(words[word]));
            forms.Add(ZoneSpelling.Undo(words[word], buffer, anywhere: true));
        }
    }

    private static int Append(char letter, Span<char> buffer, int length)
    {
        if (letter == ' ')
        {
            return length;
        }

        buffer[length] = letter;
        return length + 1;
    }

    private static int Join(FormList words, int from, int to, Span<char> buffer)
    {
        var length = 0;
        for (var word = from; word < to; word++)
        {
            words[word].CopyTo(buffer[length..]);
            length += words[word].Length;
        }

        return length;
    }

    // Jansen-Bakker and Bakker-Jansen are one: partners put the two in either order.
    private static ReadOnlySpan<char> Sorted(FormList words, Span<char> buffer)
    {
        Span<int> order = stackalloc int[words.Count];
        for (var word = 0; word < words.Count; word++)
        {
            var place = word;
            while (place > 0 && words[order[place - 1]].SequenceCompareTo(words[word]) > 0)
            {
                order[place] = order[place - 1];
                place--;
            }

            order[place] = word;
        }

        var length = 0;
        foreach (var word in order)
        {
            words[word].CopyTo(buffer[length..]);
            length += words[word].Length;
        }

        return buffer[..length];
    }
}
