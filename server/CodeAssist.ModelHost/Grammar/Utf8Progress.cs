using System.Runtime.InteropServices;

namespace CodeAssist.ModelHost.Grammar;

/// <summary>Where a stream of bytes stands within a character of UTF-8 (RFC 3629, section 4).</summary>
/// <remarks>
/// llama.cpp's grammar reads overlong forms as the characters that they stand for: a quotation mark in two bytes would end a text there,
/// and be two replacement characters for everybody else.
/// </remarks>
/// <param name="Left">Bytes that the character still needs.</param>
/// <param name="Low">Least value of the next of them.</param>
/// <param name="High">Greatest value of the next of them.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Utf8Progress(int Left, byte Low, byte High)
{
    /// <returns>Where the stream stands behind these bytes; null where they are no UTF-8.</returns>
    public Utf8Progress? After(ReadOnlySpan<byte> bytes)
    {
        var progress = this;
        foreach (var value in bytes)
        {
            if (progress.After(value) is not { } next)
            {
                return null;
            }

            progress = next;
        }

        return progress;
    }

    private Utf8Progress? After(byte value) => Left > 0
        ? value >= Low && value <= High ? new Utf8Progress(Left - 1, 0x80, 0xBF) : null
        : value switch
        {
            < 0x80 => default(Utf8Progress),
            < 0xC2 => null,
            < 0xE0 => new Utf8Progress(1, 0x80, 0xBF),
            0xE0 => new Utf8Progress(2, 0xA0, 0xBF),
            0xED => new Utf8Progress(2, 0x80, 0x9F),
            < 0xF0 => new Utf8Progress(2, 0x80, 0xBF),
            0xF0 => new Utf8Progress(3, 0x90, 0xBF),
            < 0xF4 => new Utf8Progress(3, 0x80, 0xBF),
            0xF4 => new Utf8Progress(3, 0x80, 0x8F),
            _ => null,
        };
}
