using CodeAssist.Core.Agent.Commands;

namespace CodeAssist.Core.Tests.Agent.Commands;

/// <summary>The rows of <c>commands.txt</c>, which is written for people to read.</summary>
internal static class CommandTable
{
    public sealed record Row(string Section, CommandNeed Need, string Line)
    {
        public CommandVerdict Verdict { get; } = CommandJudge.Judge(CommandWords.Split(Line)!);
    }

    public static IReadOnlyList<Row> Rows { get; } = [.. Read()];

    public static string Word(CommandNeed need) => need switch
    {
        CommandNeed.ReadOnly => "read",
        CommandNeed.AskOnce => "once",
        CommandNeed.AskAlways => "always",
        _ => "never",
    };

    private static IEnumerable<Row> Read()
    {
        using var reader = new StreamReader(typeof(CommandTable).Assembly.GetManifestResourceStream("agent-commands.txt")!);
        var section = "";
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                section = line[3..];
            }
            else if (line.Split('|', 2) is [var need, var command] && !line.StartsWith('#'))
            {
                yield return new Row(section, Enum.GetValues<CommandNeed>().Single(value => string.Equals(Word(value), need.Trim(), StringComparison.Ordinal)), command.Trim());
            }
        }
    }
}
