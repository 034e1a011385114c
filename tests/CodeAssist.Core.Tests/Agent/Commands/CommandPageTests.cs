using System.Text;
using CodeAssist.TestSupport;

namespace CodeAssist.Core.Tests.Agent.Commands;

public sealed class CommandPageTests
{
    [Fact]
    public void The_page_is_generated_from_the_table() => Golden.Verify("docs/agent-commands.md", Page());

    private static string Page()
    {
        var page = new StringBuilder("""
            # Commands of a task

            What a task may run is decided by the command's words, never by what a model says of it. There is no shell: each word is one argument, and `;`, `&&`, `|` or `$(…)`
            in an argument mean nothing. Where a command names a shell itself (`sh -c`, `cmd /c`, `powershell -Command`), its script is taken apart, and each command in it counts;
            so does the one behind `timeout`, `nice`, `env`, `xargs` or `sudo`.

            **read** runs without asking · **once** asks, and the answer may be kept for commands that begin with the same words · **always** asks each time · **never** runs.

            An approval that was kept covers the same words with a filter, a configuration or a place below behind them, and nothing else; where the command runs a file or a script
            of the folder, it covers that content only. This page is generated from the test's table (`tests/CodeAssist.Core.Tests/Agent/Commands/commands.txt`).

            """.ReplaceLineEndings("\n"));
        foreach (var section in CommandTable.Rows.GroupBy(row => row.Section, StringComparer.Ordinal))
        {
            page.Append("\n## ").Append(section.Key).Append("\n\n| Command | | Why |\n|---|---|---|\n");
            foreach (var row in section)
            {
                var line = row.Line.Replace("|", "\\|", StringComparison.Ordinal);
                page.Append("| ").Append(line.Contains('`', StringComparison.Ordinal) ? $"`` {line} ``" : $"`{line}`").Append(" | ").Append(CommandTable.Word(row.Verdict.Need)).Append(" | ").Append(row.Verdict.Reason.Replace("|", "\\|", StringComparison.Ordinal)).Append(" |\n");
            }
        }

        return page.ToString();
    }
}
