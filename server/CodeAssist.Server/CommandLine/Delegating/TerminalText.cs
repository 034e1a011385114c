namespace CodeAssist.Server.CommandLine.Delegating;

/// <summary>Text that models or commands wrote, so that a terminal shows it and obeys none of it.</summary>
internal static class TerminalText
{
    public static string Of(string text) => string.Concat(text.Select(letter => letter is '\n' or '\t' || !(char.IsControl(letter) || IsHidden(letter)) ? letter : '·'));

    /// <summary>The same on one line.</summary>
    public static string Line(string text) => Of(text.ReplaceLineEndings(" "));

    // They turn the direction of what follows.
    private static bool IsHidden(char letter) => letter is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\u200E' or '\u200F' or '\u061C';
}
