using System.Text.RegularExpressions;

namespace CodeAssist.Core.Review.Checks.Text;

/// <summary>What somebody wrote to look into a running program. Plain printing is no such thing: programs print.</summary>
internal static class DebugPatterns
{
    public static PatternCheck Check { get; } = new(CheckRules.DebugLeftover,
    [
        new(CheckLanguages.JavaScript, SeenText.Code, @"(^|[;{}])[ \t]*(?<at>debugger[ \t]*;?)[ \t]*(\}|\r?$)", _ => "'debugger' stops whoever has developer tools open here.") { Fix = Remove },
        new(["python"], SeenText.Code, @"(^|[;:])[ \t]*(?<at>(import i?pdb;[ \t]*)?i?pdb\.set_trace\(\)|breakpoint\(\))", found => $"'{found}' stops the program here and waits for somebody at a terminal.") { Fix = Remove },
        new(["ruby"], SeenText.Code, @"^[ \t]*(?<at>binding\.(pry|irb|break)|byebug|debugger)[ \t]*(;|\r?$)", found => $"'{found}' stops the program here and waits for somebody at a terminal.") { Fix = Remove },
        new(["rust"], SeenText.Code, @"\b(?<at>dbg!)[ \t]*\(", _ => "'dbg!' prints to the standard error of whoever runs this."),
        new(["elixir"], SeenText.Code, @"^[ \t]*(?<at>(require IEx;[ \t]*)?IEx\.pry(\(\))?)", _ => "'IEx.pry' stops the program here and waits for somebody at a terminal.") { Fix = Remove },
        new(["php"], SeenText.Code, @"(^|[;{}])[ \t]*(?<at>xdebug_break[ \t]*\(\)[ \t]*;?)", _ => "'xdebug_break' stops the program here.") { Fix = Remove },
        new(["go"], SeenText.Code, @"^[ \t]*(?<at>runtime\.Breakpoint\(\))", _ => "'runtime.Breakpoint' ends the program here unless a debugger is attached.") { Fix = Remove },
    ]);

    // With its line, where it has one to itself. In Python a block must not become empty.
    private static CheckFix? Remove(string text, Match match)
    {
        var (start, end) = (match.Groups["at"].Index, match.Groups["at"].Index + match.Groups["at"].Length);
        var lineStart = start == 0 ? 0 : text.LastIndexOf('\n', start - 1) + 1;
        var lineEnd = text.IndexOf('\n', end) is >= 0 and var at ? at + 1 : text.Length;
        var isAlone = text.AsSpan(lineStart, start - lineStart).IsWhiteSpace() && text.AsSpan(end, lineEnd - end).IsWhiteSpace();
        if (!isAlone || text.AsSpan(0, lineStart).TrimEnd().EndsWith(":", StringComparison.Ordinal))
        {
            return null;
        }

        return new CheckFix("Remove the debugging statement", (new OffsetRange(lineStart, lineEnd), ""));
    }
}
