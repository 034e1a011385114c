namespace CodeAssist.JsonRpc;

/// <summary>Makes escapes of half a character readable.</summary>
/// <remarks>
/// An editor whose text holds half of a surrogate pair sends it as <c>\ud83d</c>, which System.Text.Json refuses. A refused
/// <c>didChange</c> would leave the document out of step for good. The replacement U+FFFD is one UTF-16 unit as well, so every
/// position in the text stays right, and the escape is as long as before, so it is written in place.
/// </remarks>
internal static class LoneSurrogates
{
    private const int EscapeLength = 6;

    public static void Repair(Span<byte> json)
    {
        for (var at = Next(json, 0); at >= 0; at = Next(json, at))
        {
            if (json[at + 1] != 'u')
            {
                // Any other escape, an escaped backslash among them: both of its bytes are done.
                at += 2;
                continue;
            }

            var unit = UnitAt(json, at);
            if (unit is null || !char.IsSurrogate(unit.Value))
            {
                at += 2;
                continue;
            }

            if (char.IsHighSurrogate(unit.Value) && UnitAt(json, at + EscapeLength) is { } next && char.IsLowSurrogate(next))
            {
                at += 2 * EscapeLength;
                continue;
            }

            "\\ufffd"u8.CopyTo(json[at..]);
            at += EscapeLength;
        }
    }

    private static int Next(ReadOnlySpan<byte> json, int from)
    {
        if (from >= json.Length)
        {
            return -1;
        }

        var found = json[from..].IndexOf((byte)'\\');
        return found >= 0 && from + found + 1 < json.Length ? from + found : -1;
    }

    private static char? UnitAt(ReadOnlySpan<byte> json, int at)
    {
        if (at + EscapeLength > json.Length || json[at] != '\\' || json[at + 1] != 'u')
        {
            return null;
        }

        var unit = 0;
        foreach (var digit in json.Slice(at + 2, 4))
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return null;
            }

            unit = (unit << 4) | (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        return (char)unit;
    }
}
