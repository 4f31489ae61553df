namespace Meldpunt.Index.Names;

/// <summary>The words of a text as it was typed, where a dash does not part them: Anne-Marie is one.</summary>
internal ref struct WordRanges(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _start = 0;
    private int _end = -1;

    public readonly Range Current => _start.._end;

    public readonly WordRanges GetEnumerator() => this;

    public bool MoveNext()
    {
        _start = _end + 1;
        if (_start > _text.Length)
        {
            return false;
        }

        _end = _start;
        while (_end < _text.Length && !NameFolder.PartsWords(_text[_end]))
        {
            _end++;
        }

        return true;
    }
}
