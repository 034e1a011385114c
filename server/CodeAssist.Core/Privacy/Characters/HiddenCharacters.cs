using System.Globalization;
using System.Text;

namespace CodeAssist.Core.Privacy.Characters;

/// <summary>Finds and removes what a model would read and a person cannot see.</summary>
/// <remarks>
/// What scripts need stays: a joiner between letters beyond ASCII (Persian, Hindi, composed emoji), and one variation selector behind a
/// character beyond ASCII or a keycap's. Source: Unicode 16, sections 23.2 to 23.9, and UTS 55 on source code.
/// </remarks>
public static class HiddenCharacters
{
    private const int Joiner = 0x200D;
    private const int NonJoiner = 0x200C;

    public static CleanedText Clean(string text)
    {
        var removed = Find(text);
        if (removed.Count == 0)
        {
            return new CleanedText(text, removed);
        }

        var clean = new StringBuilder(text.Length);
        var at = 0;
        foreach (var run in removed)
        {
            clean.Append(text, at, run.Start - at);
            at = run.Start + run.Length;
        }

        return new CleanedText(clean.Append(text, at, text.Length - at).ToString(), removed);
    }

    /// <summary>Writes out what nobody would see, for whoever has to decide about the text: <c>[U+202E]</c>.</summary>
    public static string Show(string text)
    {
        var shown = new StringBuilder(text.Length);
        var at = 0;
        foreach (var run in Find(text))
        {
            shown.Append(text, at, run.Start - at).Append('[').AppendJoin(' ', run.CodePoints).Append(']');
            at = run.Start + run.Length;
        }

        return at == 0 ? text : shown.Append(text, at, text.Length - at).ToString();
    }

    /// <returns>In the order of the text.</returns>
    public static IReadOnlyList<HiddenRun> Find(string text)
    {
        if (Ascii.IsValid(text))
        {
            return [];
        }

        List<HiddenRun> runs = [];
        var (before, line, at) = (new Rune(' '), 1, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            var after = at + rune.Utf16SequenceLength;
            if (Kind(rune.Value) is { } kind && !IsNeeded(rune.Value, kind, before, text.AsSpan(after)))
            {
                Add(runs, kind, at, line, rune);
            }

            line += rune.Value == '\n' ? 1 : 0;
            (before, at) = (rune, after);
        }

        return runs;
    }

    private static void Add(List<HiddenRun> runs, HiddenCharacterKind kind, int at, int line, Rune rune)
    {
        var codePoint = string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}");
        if (runs is [.., var last] && last.Kind == kind && last.Start + last.Length == at)
        {
            runs[^1] = last with { Length = last.Length + rune.Utf16SequenceLength, CodePoints = [.. last.CodePoints, codePoint] };
            return;
        }

        runs.Add(new HiddenRun(kind, at, rune.Utf16SequenceLength, line, [codePoint]));
    }

    private static HiddenCharacterKind? Kind(int value) => value switch
    {
        0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => HiddenCharacterKind.Bidirectional,
        0x00AD or 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) => HiddenCharacterKind.ZeroWidth,
        0x200B or NonJoiner or Joiner or (>= 0x2060 and <= 0x2065) or (>= 0x206A and <= 0x206F) => HiddenCharacterKind.ZeroWidth,
        0x3164 or 0xFEFF or 0xFFA0 or (>= 0xFFF0 and <= 0xFFFB) or (>= 0x1D173 and <= 0x1D17A) => HiddenCharacterKind.ZeroWidth,
        (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) => HiddenCharacterKind.VariationSelector,
        >= 0xE0000 and <= 0xE0FFF => HiddenCharacterKind.Tag,
        _ => null,
    };

    private static bool IsNeeded(int value, HiddenCharacterKind kind, Rune before, ReadOnlySpan<char> after) => kind switch
    {
        HiddenCharacterKind.VariationSelector => IsBase(before) || (value is 0xFE0F && before.Value is '#' or '*' or (>= '0' and <= '9')),
        HiddenCharacterKind.ZeroWidth when value is Joiner or NonJoiner => (IsBase(before) || Kind(before.Value) is HiddenCharacterKind.VariationSelector)
            && Rune.DecodeFromUtf16(after, out var next, out _) is System.Buffers.OperationStatus.Done && IsBase(next),
        _ => false,
    };

    // A character that has variants or joins: seen, and not of the letters that code is made of.
    private static bool IsBase(Rune rune) => !rune.IsAscii && Kind(rune.Value) is null && !Rune.IsWhiteSpace(rune);
}
