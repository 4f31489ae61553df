using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Meldpunt.Admin.Tests.Support;

/// <summary>A real PNG made by hand; what stands between its parts is for a test to say.</summary>
internal static class HandMadePng
{
    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>A chunk with length and checksum.</summary>
    public static byte[] Chunk(string name, ReadOnlySpan<byte> data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. data];
        var chunk = new byte[named.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        named.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(named.Length + 4), ChecksumOf(named));
        return chunk;
    }

    /// <summary>The header of a picture of 8 bits a colour.</summary>
    public static byte[] Header(uint width, uint height, byte colourType = 2)
    {
        var data = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(data, width);
        BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(4), height);
        (data[8], data[9]) = (8, colourType);
        return Chunk("IHDR", data);
    }

    /// <summary>A picture in which no two points have the same colour.</summary>
    /// <param name="width">Points side by side.</param>
    /// <param name="height">Points under each other.</param>
    /// <param name="before">Chunks in front of the picture data.</param>
    /// <param name="after">Chunks behind the picture data.</param>
    public static byte[] Make(int width, int height, IEnumerable<byte[]>? before = null, IEnumerable<byte[]>? after = null) =>
    [
        .. Signature,
        .. Header((uint)width, (uint)height),
        .. (before ?? []).SelectMany(chunk => chunk),
        .. Chunk("IDAT", Data(width, height)),
        .. (after ?? []).SelectMany(chunk => chunk),
        .. Chunk("IEND", []),
    ];

    /// <summary>A file of these chunks.</summary>
    public static byte[] Of(params byte[][] chunks) => [.. Signature, .. chunks.SelectMany(chunk => chunk)];

    /// <summary>Colour points of a picture, compressed as PNG has it.</summary>
    public static byte[] Data(int width, int height)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var row = 0; row < height; row++)
            {
                zlib.WriteByte(0);
                for (var column = 0; column < width; column++)
                {
                    zlib.Write([(byte)(column * 5 % 256), (byte)(row * 7 % 256), (byte)(((column * row) + 40) % 256)]);
                }
            }
        }

        return packed.ToArray();
    }

    // Bit by bit, from the standard and not from the program.
    private static uint ChecksumOf(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
