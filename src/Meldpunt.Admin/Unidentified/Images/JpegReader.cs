using System.Buffers;
using System.Buffers.Binary;
using Meldpunt.Admin.Persons;

namespace Meldpunt.Admin.Unidentified.Images;

/// <summary>
/// The parts of a JPEG (ITU T.81 annex B, JFIF 1.02). Kept: frame, tables, restart interval, scans. JFIF and Adobe tell how colours are coded,
/// so they are written anew with that and nothing else, no thumbnail. Everything else goes: Exif, XMP, ICC, IPTC, comments, and whatever
/// stands behind the end. Frames that no browser draws are refused.
/// </summary>
internal ref struct JpegReader
{
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const byte QuantizationTables = 0xDB;
    private const byte HuffmanTables = 0xC4;
    private const byte RestartInterval = 0xDD;
    private const byte Baseline = 0xC0;
    private const byte Progressive = 0xC2;
    private const byte Jfif = 0xE0;
    private const byte Adobe = 0xEE;
    private const byte LastApplication = 0xEF;
    private const byte Comment = 0xFE;

    // A progressive picture has about ten. Each makes a browser go over all of the picture.
    private const int MaxScans = 64;
    private const int MaxComponents = 4;
    private const int AdobeTransformAt = 11;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly ArrayBufferWriter<byte> _kept;
    private int _at;
    private int _width;
    private int _height;
    private int _scans;
    private bool _hasJfif;

    public JpegReader(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        _kept = new ArrayBufferWriter<byte>(bytes.Length);
    }

    public static bool IsJpeg(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, StartOfImage, 0xFF]);

    /// <summary>The picture; or null, and why not.</summary>
    public Picture? Read(out Fault? refusal)
    {
        Keep([0xFF, StartOfImage]);
        _at = 2;
        while (TryReadMarker(out var marker))
        {
            if (marker == EndOfImage)
            {
                Keep([0xFF, EndOfImage]);
                refusal = _scans > 0 ? null : PictureRefusals.Unreadable;
                return refusal is null ? new Picture("image/jpeg", _width, _height, _kept.WrittenSpan.ToArray()) : null;
            }

            refusal = TryReadSegment(out var segment) ? Take(marker, segment) : PictureRefusals.Unreadable;
            if (refusal is not null)
            {
                return null;
            }
        }

        refusal = PictureRefusals.Unreadable;
        return null;
    }

    private Fault? Take(byte marker, ReadOnlySpan<byte> segment)
    {
        switch (marker)
        {
            case >= Baseline and <= Progressive:
                return TakeFrame(marker, segment);
            case QuantizationTables:
                return KeepIf(AreQuantizationTables(segment), marker, segment);
            case HuffmanTables:
                return KeepIf(AreHuffmanTables(segment), marker, segment);
            case RestartInterval:
                return KeepIf(segment.Length == 2, marker, segment);
            case StartOfScan:
                return TakeScan(segment);
            case Jfif:
                TakeJfif(segment);
                return null;
            case Adobe:
                TakeAdobe(segment);
                return null;
            case > Jfif and <= LastApplication or Comment:
                return null;
            default:
                // Lossless, arithmetic, hierarchical; or a marker that has no place here.
                return PictureRefusals.OtherKind;
        }
    }

    private Fault? TakeFrame(byte marker, ReadOnlySpan<byte> segment)
    {
        const int Fixed = 6;
        const int PerComponent = 3;
        if (_width > 0 || segment.Length < Fixed || segment[Fixed - 1] is 0 or > MaxComponents || segment.Length != Fixed + (PerComponent * segment[Fixed - 1]))
        {
            return PictureRefusals.Unreadable;
        }

        if (segment[0] != 8)
        {
            return PictureRefusals.OtherKind;
        }

        _height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
        _width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        if (_height == 0 || _width == 0)
        {
            return PictureRefusals.Unreadable;
        }

        return PictureReader.HasSize(_width, _height) ? KeepIf(isWhole: true, marker, segment) : PictureRefusals.TooManyPixels;
    }

    private Fault? TakeScan(ReadOnlySpan<byte> segment)
    {
        const int Fixed = 4;
        var isWhole = _width > 0 && segment.Length > Fixed && segment[0] is >= 1 and <= MaxComponents && segment.Length == Fixed + (2 * segment[0]);
        if (!isWhole || ++_scans > MaxScans)
        {
            return PictureRefusals.Unreadable;
        }

        Keep(StartOfScan, segment);
        var length = CodedLength(_bytes[_at..]);
        Keep(_bytes.Slice(_at, length));
        _at += length;
        return length > 0 ? null : PictureRefusals.Unreadable;
    }

    /// <summary>Up to the first marker that is no restart; a 255 among the coded bytes has a zero behind it.</summary>
    private static int CodedLength(ReadOnlySpan<byte> rest)
    {
        var at = 0;
        while (at < rest.Length)
        {
            var next = rest[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= rest.Length)
            {
                return rest.Length;
            }

            at += next;
            if (rest[at + 1] is not (0x00 or (>= 0xD0 and <= 0xD7)))
            {
                return at;
            }

            at += 2;
        }

        return at;
    }

    private void TakeJfif(ReadOnlySpan<byte> segment)
    {
        if (_hasJfif || !segment.StartsWith("JFIF\0"u8))
        {
            return;
        }

        // Version 1.02, points as wide as they are high, no thumbnail.
        _hasJfif = true;
        Keep(Jfif, [.. "JFIF\0"u8, 1, 2, 0, 0, 1, 0, 1, 0, 0]);
    }

    private void TakeAdobe(ReadOnlySpan<byte> segment)
    {
        if (segment.Length > AdobeTransformAt && segment.StartsWith("Adobe"u8) && segment[AdobeTransformAt] <= 2)
        {
            Keep(Adobe, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, segment[AdobeTransformAt]]);
        }
    }

    private static bool AreQuantizationTables(ReadOnlySpan<byte> segment)
    {
        const int Values = 64;
        while (segment.Length > 0)
        {
            var length = 1 + (Values * (1 + (segment[0] >> 4)));
            if (segment[0] >> 4 > 1 || (segment[0] & 0xF) >= MaxComponents || segment.Length < length)
            {
                return false;
            }

            segment = segment[length..];
        }

        return true;
    }

    private static bool AreHuffmanTables(ReadOnlySpan<byte> segment)
    {
        const int Lengths = 16;
        const int MaxSymbols = 256;
        while (segment.Length > 0)
        {
            if (segment.Length < 1 + Lengths || segment[0] >> 4 > 1 || (segment[0] & 0xF) >= MaxComponents)
            {
                return false;
            }

            var symbols = 0;
            foreach (var count in segment.Slice(1, Lengths))
            {
                symbols += count;
            }

            if (symbols > MaxSymbols || segment.Length < 1 + Lengths + symbols)
            {
                return false;
            }

            segment = segment[(1 + Lengths + symbols)..];
        }

        return true;
    }

    private bool TryReadMarker(out byte marker)
    {
        marker = 0;
        if (_at >= _bytes.Length || _bytes[_at] != 0xFF)
        {
            return false;
        }

        // Any number of 255s may stand in front.
        while (_at < _bytes.Length && _bytes[_at] == 0xFF)
        {
            _at++;
        }

        if (_at >= _bytes.Length)
        {
            return false;
        }

        marker = _bytes[_at++];
        return true;
    }

    private bool TryReadSegment(out ReadOnlySpan<byte> segment)
    {
        segment = default;
        if (_bytes.Length - _at < sizeof(ushort))
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(_bytes[_at..]);
        if (length < sizeof(ushort) || length > _bytes.Length - _at)
        {
            return false;
        }

        segment = _bytes.Slice(_at + sizeof(ushort), length - sizeof(ushort));
        _at += length;
        return true;
    }

    private readonly Fault? KeepIf(bool isWhole, byte marker, ReadOnlySpan<byte> segment)
    {
        if (!isWhole)
        {
            return PictureRefusals.Unreadable;
        }

        Keep(marker, segment);
        return null;
    }

    private readonly void Keep(byte marker, ReadOnlySpan<byte> segment)
    {
        Span<byte> head = [0xFF, marker, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)(segment.Length + sizeof(ushort)));
        Keep(head);
        Keep(segment);
    }

    private readonly void Keep(ReadOnlySpan<byte> part) => _kept.Write(part);
}
