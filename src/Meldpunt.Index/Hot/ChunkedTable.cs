namespace Meldpunt.Index.Hot;

/// <summary>
/// A growing table of values that never move: one thread appends, many read what was appended before they learned its index.
/// </summary>
internal sealed class ChunkedTable<T>
    where T : struct
{
    private const int ChunkBits = 14;
    private const int ChunkLength = 1 << ChunkBits;
    private const int MaxChunks = 1 << 16;

    private readonly T[][] _chunks = new T[MaxChunks][];

    /// <summary>Values appended.</summary>
    public int Count { get; private set; }

    /// <summary>The value itself, by reference.</summary>
    public ref T this[int index] => ref _chunks[index >> ChunkBits][index & (ChunkLength - 1)];

    /// <summary>Appends a value and returns its index. For one thread only.</summary>
    public int Append(T value)
    {
        var index = Count;
        var chunk = index >> ChunkBits;
        _chunks[chunk] ??= new T[ChunkLength];
        _chunks[chunk][index & (ChunkLength - 1)] = value;
        Count = index + 1;
        return index;
    }
}
