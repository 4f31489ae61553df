namespace Meldpunt.Index.Names;

/// <summary>
/// What a machine-readable zone makes of letters with marks: Müller is MUELLER or MUXXLLER, Åström AASTROEM, Peña PENXXA (ICAO Doc 9303-3, section 6).
/// </summary>
internal static class ZoneSpelling
{
    /// <summary>
    /// The name as it folds when its marks are taken off. Of a first name that somebody typed an oe stays one but at its start: Joep is not Job.
    /// </summary>
    public static ReadOnlySpan<char> Undo(ReadOnlySpan<char> name, Span<char> buffer, bool anywhere)
    {
        var length = 0;
        for (var position = 0; position < name.Length; position++)
        {
            if (name[position] is 'u' or 'n' && name[(position + 1)..].StartsWith("xx"))
            {
                buffer[length] = name[position];
                length++;
                position += 2;
            }
            else if (!(position > 0 && name[position] == 'e' && (name[position - 1] is 'a' or 'u' || (name[position - 1] == 'o' && (anywhere || position == 1)))))
            {
                buffer[length] = name[position];
                length++;
            }
        }

        return buffer[..length];
    }
}
