using CodeAssist.Core.Completion;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine;

/// <summary>Shows a suggestion where it would stand in the editor: some lines of code around it, and itself set apart.</summary>
internal static class GhostText
{
    private const int LinesAround = 3;

    /// <param name="console">Where to; without colours the suggestion stands between « and ».</param>
    /// <param name="request">The document and the caret.</param>
    /// <param name="suggestion">What is suggestion.</param>
    public static void Write(IAnsiConsole console, CompletionRequest request, Suggestion suggestion)
    {
        var before = request.Text[..request.Caret].ReplaceLineEndings("\n").Split('\n');
        var after = request.Text[(request.Caret + suggestion.ReplacedAfterCaret)..].ReplaceLineEndings("\n").Split('\n');
        var ghost = suggestion.InsertText.ReplaceLineEndings("\n").Split('\n');
        var number = Math.Max(1, before.Length - LinesAround);
        for (; number < before.Length; number++)
        {
            WriteLine(console, number, Markup.Escape(before[number - 1]));
        }

        for (var i = 0; i < ghost.Length; i++)
        {
            var line = Ghost(console, ghost[i]);
            line = i == 0 ? Markup.Escape(before[^1]) + line : line;
            line = i == ghost.Length - 1 ? line + Markup.Escape(after[0]) : line;
            WriteLine(console, number++, line);
        }

        foreach (var line in after.Skip(1).Take(LinesAround))
        {
            WriteLine(console, number++, Markup.Escape(line));
        }
    }

    private static string Ghost(IAnsiConsole console, string text) =>
        console.Profile.Capabilities.ColorSystem is ColorSystem.NoColors
            ? $"«{Markup.Escape(text)}»"
            : $"[italic green]{Markup.Escape(text)}[/]";

    private static void WriteLine(IAnsiConsole console, int number, string markup)
    {
        console.Markup($"[grey]{number,6} │[/] ");
        console.Markup(Visible(markup.Replace("\t", "    ", StringComparison.Ordinal)));
        console.WriteLine();
    }

    // Neither a file nor a model may command the terminal: what would steer it is shown as a dot.
    private static string Visible(string text) => string.Concat(text.Select(character => char.IsControl(character) ? '·' : character));
}
