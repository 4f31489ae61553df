using System.Buffers;
using System.Buffers.Binary;
using Meldpunt.Admin.Persons;

namespace Meldpunt.Admin.Unidentified.Images;

/// <summary>
/// The chunks of a PNG (W3C Recommendation, third edition). Kept, each with its checksum compared: header, palette, transparency, gamma, sRGB, picture
/// data, end. Everything else goes: texts, times, Exif, ICC, frames of an animation, and whatever stands behind the end.
/// </summary>
internal ref struct PngReader
{
    // Length, name and checksum of a chunk.
    private const int LengthBytes = 4;
    private const int NameBytes = 4;
    private const int ChecksumBytes = 4;
    private const int FrameBytes = LengthBytes + NameBytes + ChecksumBytes;

    private const int MaxPaletteEntries = 256;
    private const byte Grey = 0;
    private const byte Colour = 2;
    private const byte Palette = 3;

    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly ArrayBufferWriter<byte> _kept;
    private int _at;
    private int _width;
    private int _height;
    private byte _colourType;
    private int _paletteEntries;
    private bool _hasTransparency;
    private bool _hasGamma;
    private bool _hasStandardColours;
    private bool _hasData;
    private bool _dataIsOver;

    public PngReader(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        _kept = new ArrayBufferWriter<byte>(bytes.Length);
    }

    public static bool IsPng(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Signature);

    /// <summary>The picture; or null, and why not.</summary>
    public Picture? Read(out Fault? refusal)
    {
        _kept.Write(Signature);
        _at = Signature.Length;
        while (TryReadChunk(out var chunk))
        {
            var name = chunk.Slice(LengthBytes, NameBytes);
            var isEnd = name.SequenceEqual("IEND"u8);
            refusal = Take(name, chunk.Slice(LengthBytes + NameBytes, chunk.Length - FrameBytes), chunk);
            if (refusal is not null)
            {
                return null;
            }

            if (isEnd)
            {
                return new Picture("image/png", _width, _height, _kept.WrittenSpan.ToArray());
            }
        }

        refusal = PictureRefusals.Unreadable;
        return null;
    }

    private Fault? Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data, ReadOnlySpan<byte> chunk)
    {
        if (_width == 0)
        {
            return name.SequenceEqual("IHDR"u8) ? TakeHeader(data, chunk) : PictureRefusals.Unreadable;
        }

        if (name.SequenceEqual("IDAT"u8))
        {
            _hasData = true;
            return _dataIsOver || (_colourType == Palette && _paletteEntries == 0) ? PictureRefusals.Unreadable : Keep(chunk);
        }

        _dataIsOver = _hasData;
        if (name.SequenceEqual("IEND"u8))
        {
            return _hasData && data.Length == 0 ? Keep(chunk) : PictureRefusals.Unreadable;
        }

        if (name.SequenceEqual("PLTE"u8))
        {
            return TakePalette(data, chunk);
        }

        if (name.SequenceEqual("tRNS"u8))
        {
            return TakeOnce(ref _hasTransparency, IsTransparency(data), chunk);
        }

        if (name.SequenceEqual("gAMA"u8))
        {
            return TakeOnce(ref _hasGamma, data.Length == 4, chunk);
        }

        if (name.SequenceEqual("sRGB"u8))
        {
            return TakeOnce(ref _hasStandardColours, data.Length == 1 && data[0] <= 3, chunk);
        }

        // A chunk with a small first letter may be left out; one with a capital must be understood, and none but those above is known.
        return char.IsAsciiLetterLower((char)name[0]) ? null : PictureRefusals.OtherKind;
    }

    private Fault? TakeHeader(ReadOnlySpan<byte> data, ReadOnlySpan<byte> chunk)
    {
        const int HeaderBytes = 13;
        if (data.Length != HeaderBytes)
        {
            return PictureRefusals.Unreadable;
        }

        var width = BinaryPrimitives.ReadUInt32BigEndian(data);
        var height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
        {
            return PictureRefusals.Unreadable;
        }

        if (!PictureReader.HasSize((int)width, (int)height))
        {
            return PictureRefusals.TooManyPixels;
        }

        (_width, _height, _colourType) = ((int)width, (int)height, data[9]);
        var canBeDrawn = data[8] is 1 or 2 or 4 or 8 or 16 && _colourType switch
        {
            Grey => true,
            Palette => data[8] <= 8,
            Colour or 4 or 6 => data[8] >= 8,
            _ => false,
        };
        return canBeDrawn && data[10] == 0 && data[11] == 0 && data[12] <= 1 ? Keep(chunk) : PictureRefusals.Unreadable;
    }

    private Fault? TakePalette(ReadOnlySpan<byte> data, ReadOnlySpan<byte> chunk)
    {
        const int EntryBytes = 3;
        var isPalette = data.Length is > 0 and <= MaxPaletteEntries * EntryBytes && data.Length % EntryBytes == 0;
        if (_paletteEntries > 0 || _hasData || !isPalette)
        {
            return PictureRefusals.Unreadable;
        }

        // With colours of its own a picture has a palette only as advice to screens of long ago.
        _paletteEntries = data.Length / EntryBytes;
        return _colourType == Palette ? Keep(chunk) : null;
    }

    private readonly bool IsTransparency(ReadOnlySpan<byte> data) => _colourType switch
    {
        Grey => data.Length == 2,
        Colour => data.Length == 6,
        Palette => data.Length > 0 && data.Length <= _paletteEntries,
        _ => false,
    };

    private readonly Fault? TakeOnce(ref bool isTaken, bool isWhole, ReadOnlySpan<byte> chunk)
    {
        if (isTaken || _hasData || !isWhole)
        {
            return PictureRefusals.Unreadable;
        }

        isTaken = true;
        return Keep(chunk);
    }

    private bool TryReadChunk(out ReadOnlySpan<byte> chunk)
    {
        chunk = default;
        var left = _bytes.Length - _at;
        if (left < FrameBytes)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(_bytes[_at..]);
        if (length > left - FrameBytes)
        {
            return false;
        }

        chunk = _bytes.Slice(_at, FrameBytes + (int)length);
        _at += chunk.Length;
        return true;
    }

    private readonly Fault? Keep(ReadOnlySpan<byte> chunk)
    {
        var checksum = BinaryPrimitives.ReadUInt32BigEndian(chunk[^ChecksumBytes..]);
        if (Crc32.Of(chunk[LengthBytes..^ChecksumBytes]) != checksum)
        {
            return PictureRefusals.Unreadable;
        }

        _kept.Write(chunk);
        return null;
    }
}
