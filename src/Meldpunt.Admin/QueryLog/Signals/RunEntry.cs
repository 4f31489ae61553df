using System.Buffers.Binary;
using System.Text.Unicode;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.QueryLog.Signals;

/// <summary>
/// One question in the memory of <see cref="RunMemory"/>: the beginning of a folded name, a birth date, a moment, a row. Sixty-four bytes that are zeroed within
/// ten minutes; nothing here makes a string of them.
/// </summary>
internal readonly ref struct RunEntry(Span<byte> bytes)
{
    public const int SizeBytes = 64;

    private const int SurnameBytes = 24;
    private const int FirstNameAt = SurnameBytes;
    private const int FirstNameBytes = 20;
    private const int DayAt = FirstNameAt + FirstNameBytes;
    private const int TimeAt = DayAt + sizeof(int);
    private const int SeqAt = TimeAt + sizeof(long);

    private readonly Span<byte> _bytes = bytes;

    /// <summary>Day of birth as a number of days; negative for a date that is not complete, which is equal to itself and beside none.</summary>
    public int Day => BinaryPrimitives.ReadInt32LittleEndian(_bytes[DayAt..]);

    public bool HasDay => Day > 0;

    /// <summary>True for 1 January and 1 July, which registries write for a date that they do not know: many people share them.</summary>
    public bool IsDefaultDay => HasDay && DateOnly.FromDayNumber(Day) is { Day: 1, Month: 1 or 7 };

    public long UnixMilliseconds => BinaryPrimitives.ReadInt64LittleEndian(_bytes[TimeAt..]);

    public long Seq => BinaryPrimitives.ReadInt64LittleEndian(_bytes[SeqAt..]);

    private ReadOnlySpan<byte> Surname => _bytes[..SurnameBytes];

    public void Write(in FoldedPerson person, long unixMilliseconds, long seq)
    {
        _bytes.Clear();
        WriteLetters(person.BareSurname, _bytes[..SurnameBytes]);
        var space = person.FirstNames.IndexOf(' ');
        WriteLetters(space < 0 ? person.FirstNames : person.FirstNames[..space], _bytes.Slice(FirstNameAt, FirstNameBytes));
        BinaryPrimitives.WriteInt32LittleEndian(_bytes[DayAt..], NumberOf(person.BirthDate));
        BinaryPrimitives.WriteInt64LittleEndian(_bytes[TimeAt..], unixMilliseconds);
        BinaryPrimitives.WriteInt64LittleEndian(_bytes[SeqAt..], seq);
    }

    /// <summary>True when surname and first name are equal, as far as they are kept.</summary>
    public bool HasNameOf(RunEntry other) => _bytes[..DayAt].SequenceEqual(other._bytes[..DayAt]);

    public bool HasSurnameOf(RunEntry other) => Surname.SequenceEqual(other.Surname);

    public bool BeginsLike(RunEntry other) => Surname[..SignalThresholds.NameStartBytes].SequenceEqual(other.Surname[..SignalThresholds.NameStartBytes]);

    /// <summary>The order of surnames in the alphabet.</summary>
    public int CompareSurname(RunEntry other) => Surname.SequenceCompareTo(other.Surname);

    // What does not fit is left out; whole letters only.
    private static void WriteLetters(ReadOnlySpan<char> letters, Span<byte> destination) =>
        Utf8.FromUtf16(letters, destination, out _, out _, replaceInvalidSequences: true, isFinalBlock: true);

    private static int NumberOf(BirthDate date) => date.IsComplete ? date.Earliest.DayNumber : -((date.Year * 13) + date.Month);
}
