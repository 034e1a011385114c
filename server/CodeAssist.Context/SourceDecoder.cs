using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace CodeAssist.Context;

/// <summary>Tells text from bytes, and its encoding: by its mark, as UTF-8, or as UTF-16 without a mark.</summary>
internal static class SourceDecoder
{
    private const int LookedAtBytes = 4096;

    private static readonly UnicodeEncoding _littleEndian = new(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding _bigEndian = new(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);

    public static SourceFileResult Decode(string path, ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..])
        {
            return Unknown(path, "it is UTF-32");
        }

        return bytes switch
        {
            [0xEF, 0xBB, 0xBF, .. var text] => AsUtf8(path, text, SourceEncoding.Utf8WithMark),
            [0xFF, 0xFE, .. var text] => AsUtf16(path, text, SourceEncoding.Utf16LittleEndian),
            [0xFE, 0xFF, .. var text] => AsUtf16(path, text, SourceEncoding.Utf16BigEndian),
            _ when !bytes.Contains((byte)0) => AsUtf8(path, bytes, SourceEncoding.Utf8),
            _ when GuessUtf16(bytes) is { } encoding => AsUtf16(path, bytes, encoding),
            _ => Binary(path),
        };
    }

    private static SourceFileResult AsUtf8(string path, ReadOnlySpan<byte> bytes, SourceEncoding encoding)
    {
        if (bytes.Contains((byte)0))
        {
            return Binary(path);
        }

        return Utf8.IsValid(bytes)
            ? Read(path, Encoding.UTF8.GetString(bytes), encoding)
            : Unknown(path, "it is neither UTF-8 nor UTF-16");
    }

    private static SourceFileResult AsUtf16(string path, ReadOnlySpan<byte> bytes, SourceEncoding encoding)
    {
        var decoder = encoding is SourceEncoding.Utf16LittleEndian ? _littleEndian : _bigEndian;
        try
        {
            var text = decoder.GetString(bytes);
            return text.Contains('\0', StringComparison.Ordinal) ? Binary(path) : Read(path, text, encoding);
        }
        catch (DecoderFallbackException exception)
        {
            return Unknown(path, string.Create(CultureInfo.InvariantCulture, $"its UTF-16 is broken at byte {exception.Index}"));
        }
    }

    // Source code is mostly ASCII, whose upper half is zero: every other byte, always on the same side.
    private static SourceEncoding? GuessUtf16(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(bytes.Length, LookedAtBytes)];
        var first = 0;
        var second = 0;
        for (var index = 0; index + 1 < sample.Length; index += 2)
        {
            first += sample[index] == 0 ? 1 : 0;
            second += sample[index + 1] == 0 ? 1 : 0;
        }

        var most = sample.Length / 2 * 3 / 4;
        return (first, second) switch
        {
            (0, _) when bytes.Length % 2 == 0 && second >= most => SourceEncoding.Utf16LittleEndian,
            (_, 0) when bytes.Length % 2 == 0 && first >= most => SourceEncoding.Utf16BigEndian,
            _ => null,
        };
    }

    private static SourceFileResult.Read Read(string path, string text, SourceEncoding encoding) =>
        new(new SourceFile(path, LanguageIds.Of(path), text, encoding));

    private static SourceFileResult.Failed Binary(string path) => new(new SourceFileFailure(
        SourceFileFailureKind.Binary, $"'{path}' is not text.", "Name a source file."));

    private static SourceFileResult.Failed Unknown(string path, string why) => new(new SourceFileFailure(
        SourceFileFailureKind.UnknownEncoding, $"'{path}' cannot be read as text: {why}.", "Save it as UTF-8."));
}
