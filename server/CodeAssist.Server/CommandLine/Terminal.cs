using Spectre.Console;

namespace CodeAssist.Server.CommandLine;

/// <summary>A console for people: colours and progress on a terminal, plain lines in a pipe.</summary>
internal static class Terminal
{
    // A pipe has no width: lines of code must not be wrapped at a guess.
    private const int PipeWidth = 1000;

    public static IAnsiConsole On(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (!console.Profile.Capabilities.Interactive || !console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = PipeWidth;
        }

        return console;
    }
}
