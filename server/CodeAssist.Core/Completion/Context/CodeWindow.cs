namespace CodeAssist.Core.Completion.Context;

/// <summary>The part of the current file that goes into a prompt.</summary>
/// <param name="Prefix">Text up to the caret.</param>
/// <param name="Suffix">Text from the caret on.</param>
public sealed record CodeWindow(string Prefix, string Suffix)
{
    /// <summary>Cuts the window around the caret at line starts.</summary>
    /// <remarks>
    /// The window's start moves in steps of a quarter of its size and not with every key: while the user types, one prompt begins
    /// as the last one did, and the model host reuses what it has decoded.
    /// </remarks>
    public static CodeWindow Around(string text, int caret, WindowSize size)
    {
        var start = StepStart(text, caret, size.PrefixCharacters);
        var end = Math.Min(text.Length, caret + size.SuffixCharacters);
        if (end < text.Length)
        {
            // Whole lines only, unless the line after the caret is itself longer than the window.
            var lastBreak = text.AsSpan(caret, end - caret).LastIndexOf('\n');
            end = lastBreak < 0 ? KeepPairsWhole(text, end) : caret + lastBreak + 1;
        }

        return new CodeWindow(text[start..caret], text[caret..end]);
    }

    private static int StepStart(string text, int caret, int characters)
    {
        if (caret <= characters)
        {
            return 0;
        }

        var step = Math.Max(1, characters / 4);
        var earliest = (caret - characters + step - 1) / step * step;
        var lineBreak = text.AsSpan(earliest, caret - earliest).IndexOf('\n');

        return lineBreak < 0 ? KeepPairsWhole(text, earliest) : earliest + lineBreak + 1;
    }

    private static int KeepPairsWhole(string text, int index) =>
        index > 0 && index < text.Length && char.IsLowSurrogate(text[index]) ? index - 1 : index;
}
