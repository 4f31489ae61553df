namespace Meldpunt.Admin.Tests.Support;

/// <summary>A real JPEG made by hand, of blocks of eight by eight points of one colour each; what stands between its parts is for a test to say.</summary>
internal static class HandMadeJpeg
{
    private const int DirectCurrentCodeBits = 4;

    /// <summary>A segment with its marker and length.</summary>
    public static byte[] Segment(byte marker, ReadOnlySpan<byte> payload) =>
        [0xFF, marker, .. Two(payload.Length + 2), .. payload];

    /// <summary>A picture of so many blocks.</summary>
    /// <param name="columns">Blocks side by side.</param>
    /// <param name="rows">Blocks under each other.</param>
    /// <param name="segments">What stands between the beginning and the tables: Exif, comments.</param>
    /// <param name="frame">Marker of the frame; 0xC0 is the one that every browser draws.</param>
    public static byte[] Make(int columns, int rows, IEnumerable<byte[]>? segments = null, byte frame = 0xC0)
    {
        var (width, height) = (columns * 8, rows * 8);
        return
        [
            0xFF, 0xD8,
            .. (segments ?? []).SelectMany(segment => segment),
            .. Segment(0xDB, [0, .. Enumerable.Repeat((byte)8, 64)]),
            .. Segment(frame, [8, .. Two(height), .. Two(width), 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]),
            // Direct current: the twelve sizes, four bits each. Alternating current: "no more" in one bit, and one more because no code is all ones.
            .. Segment(0xC4, [0x00, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
            .. Segment(0xC4, [0x10, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x00, 0x01]),
            .. Segment(0xDA, [3, 1, 0, 2, 0, 3, 0, 0, 63, 0]),
            .. Coded(columns, rows),
            0xFF, 0xD9,
        ];
    }

    /// <summary>Colour of a block: brightness and the two colour differences, from -100 to 100.</summary>
    private static int[] ColourOf(int column, int row) => [((column * 37) + (row * 11)) % 200 - 100, ((column * 53) % 160) - 80, ((row * 71) % 160) - 80];

    private static byte[] Two(int number) => [(byte)(number >> 8), (byte)(number & 0xFF)];

    private static List<byte> Coded(int columns, int rows)
    {
        var bits = new List<bool>();
        var last = new int[3];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var colour = ColourOf(column, row);
                for (var component = 0; component < 3; component++)
                {
                    Append(bits, colour[component] - last[component]);
                    last[component] = colour[component];
                }
            }
        }

        return Packed(bits);
    }

    // A difference as its size in four bits and its value in as many bits as that; then one zero for "nothing else in this block".
    private static void Append(List<bool> bits, int difference)
    {
        var size = 0;
        while (Math.Abs(difference) >> size != 0)
        {
            size++;
        }

        Bits(size, DirectCurrentCodeBits);
        Bits(difference < 0 ? difference + (1 << size) - 1 : difference, size);
        bits.Add(item: false);

        void Bits(int value, int count)
        {
            for (var bit = count - 1; bit >= 0; bit--)
            {
                bits.Add((value >> bit & 1) == 1);
            }
        }
    }

    private static List<byte> Packed(List<bool> bits)
    {
        var bytes = new List<byte>();
        for (var at = 0; at < bits.Count; at += 8)
        {
            var value = 0;
            for (var bit = 0; bit < 8; bit++)
            {
                value = value << 1 | (at + bit >= bits.Count || bits[at + bit] ? 1 : 0);
            }

            bytes.Add((byte)value);
            if (value == 0xFF)
            {
                bytes.Add(0);
            }
        }

        return bytes;
    }
}
