using System.CommandLine;
using CodeAssist.Processes.Directories;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine.Stored;

/// <summary>The words behind <c>codeassist data</c> and what they call.</summary>
internal static class DataVerb
{
    public static Command Of(IAnsiConsole output, IAnsiConsole errors, TextWriter standardOutput, Option<bool> json)
    {
        var list = new Command("list", "Show what is kept, where, for how long, and how to delete it.") { json };
        list.SetAction((parsed, _) => WithAsync(command => command.ListAsync(parsed.GetValue(json))));

        var export = new Command("export", "Print the ledger of what was sent, one JSON object a line.");
        export.SetAction((_, cancellationToken) => WithAsync(command => command.ExportAsync(cancellationToken)));

        var verify = new Command("verify", "Check that the ledger is as it was written.") { json };
        verify.SetAction((parsed, cancellationToken) => WithAsync(command => command.VerifyAsync(parsed.GetValue(json), cancellationToken)));

        var names = new Argument<string[]>("class") { Description = "What to remove; everything that can be, where none is named.", Arity = ArgumentArity.ZeroOrMore };
        var yes = new Option<bool>("--yes") { Description = "Remove it; without this it is only shown." };
        var purge = new Command("purge", "Remove what is kept.") { names, yes };
        purge.SetAction((parsed, cancellationToken) =>
            WithAsync(command => command.PurgeAsync(parsed.GetValue(names) ?? [], parsed.GetValue(yes), cancellationToken)));

        return new Command("data", "Show, export and remove what CodeAssist keeps.") { list, export, verify, purge };

        async Task<int> WithAsync(Func<DataCommand, Task<int>> run)
        {
            if (!AppDirectories.TryFind(out var directories, out var failure))
            {
                errors.MarkupLineInterpolated($"[red]{failure.Message}[/] {failure.NextStep}");
                return ExitCode.Unavailable;
            }

            return await run(new DataCommand(output, errors, standardOutput, directories, TimeProvider.System));
        }
    }
}
