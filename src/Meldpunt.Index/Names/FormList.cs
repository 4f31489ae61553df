namespace Meldpunt.Index.Names;

/// <summary>
/// A few spellings of one part of a person, each once, in a buffer that is used again for the next person. What does not fit is left out: a
/// limit on the work that one odd name can cause. Not safe for two threads.
/// </summary>
internal sealed class FormList(int maxForms)
{
    // Room for a whole field at its longest, and as much again for its parts.
    private const int BufferLength = 2 * PersonDetails.MaxNameLength * (NameFolder.MaxExpansion + 1);

    private readonly char[] _buffer = new char[BufferLength];
    private readonly int[] _ends = new int[maxForms];

    /// <summary>Forms in the list.</summary>
    public int Count { get; private set; }

    /// <summary>Characters that a next form can have; write there, then call <see cref="Add(int)"/>.</summary>
    public Span<char> Free => Count < _ends.Length ? _buffer.AsSpan(Start(Count)) : [];

    public ReadOnlySpan<char> this[int index] => _buffer.AsSpan(Start(index).._ends[index]);

    public void Clear() => Count = 0;

    /// <summary>Adds what was written to the start of <see cref="Free"/>; an empty form, or one that is there already, is not added.</summary>
    public void Add(int length)
    {
        if (length > 0 && Count < _ends.Length && !Contains(_buffer.AsSpan(Start(Count), length)))
        {
            _ends[Count] = Start(Count) + length;
            Count++;
        }
    }

    /// <summary>Adds a copy, unless it is empty, there already, or too much.</summary>
    public void Add(ReadOnlySpan<char> form)
    {
        if (form.TryCopyTo(Free))
        {
            Add(form.Length);
        }
    }

    public bool Contains(ReadOnlySpan<char> form)
    {
        for (var index = 0; index < Count; index++)
        {
            if (this[index].SequenceEqual(form))
            {
                return true;
            }
        }

        return false;
    }

    private int Start(int index) => index == 0 ? 0 : _ends[index - 1];
}
