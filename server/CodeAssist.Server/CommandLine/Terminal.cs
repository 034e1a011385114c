using Spectre.Console;

namespace CodeAssist.Server.CommandLine;

/// <summary>A console for people: colours and progress on a terminal, plain lines in a pipe.</summary>
internal static class Terminal
{
    // A pipe has no width: lines of code must not be wrapped at a guess.
    private const int PipeWidth = 1000;

    /// <param name="writer">Where to.</param>
    /// <param name="isTerminal">Whether a person looks at it.</param>
    public static IAnsiConsole On(TextWriter writer, bool isTerminal)
    {
        if (isTerminal)
        {
            return AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        }

        var plain = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        plain.Profile.Width = PipeWidth;

        return plain;
    }

    /// <summary>Reads what somebody types.</summary>
    /// <remarks>A terminal is read by a thread that nobody can end: whoever gives up leaves it behind.</remarks>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A line without the blanks around it; null at the end of the input.</returns>
    public static async Task<string?> ReadLineAsync(CancellationToken cancellationToken) =>
        (await Task.Run(Console.In.ReadLine, CancellationToken.None).WaitAsync(cancellationToken))?.Trim();
}
