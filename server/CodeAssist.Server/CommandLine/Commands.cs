using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using CodeAssist.Server.CommandLine.Stored;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine;

/// <summary>The verbs of the program, their options and what they call. docs/command-line.md is the user's view of it.</summary>
internal static class Commands
{
    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="OperationCanceledException">Interrupted by the user.</exception>
    public static async Task<int> RunAsync(string[] arguments, TextWriter standardOutput, TextWriter standardError)
    {
        var output = Terminal.On(standardOutput, !Console.IsOutputRedirected);
        var errors = Terminal.On(standardError, !Console.IsErrorRedirected);
        var json = new Option<bool>("--json") { Description = "Print JSON for programs instead of text for people." };

        var root = new RootCommand("Inline completion from your own machine.")
        {
            Complete(output, errors, standardOutput, json),
            DataVerb.Of(output, errors, standardOutput, json),
            Doctor(output, errors, standardOutput, json),
            PathsOf(output, errors, standardOutput, json),
            Usage(output, errors, standardOutput, json),

            // Served before this table is built (Program); listed for --help.
            new Command("lsp", "Serve an editor over standard input and output.")
            {
                new Option<string>("--settings") { Description = "Settings as JSON that an editor's extension read from its user." },
            },
        };

        var parsed = root.Parse(arguments);
        if (parsed.Action is ParseErrorAction)
        {
            await standardError.WriteLineAsync(Misunderstood(parsed));
            return ExitCode.Usage;
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration { Output = standardOutput, Error = standardError, EnableDefaultExceptionHandler = false });
    }

    private static string Misunderstood(ParseResult parsed)
    {
        var isRoot = parsed.CommandResult.Command is RootCommand;
        var call = Call(parsed.CommandResult);
        var problem = parsed.UnmatchedTokens switch
        {
            [var token, ..] when isRoot => $"There is no verb '{token}'.",
            [var token, ..] => $"'{token}' means nothing to `{call}`.",
            _ when isRoot => "A verb is missing.",
            _ => parsed.Errors[0].Message,
        };

        return $"{problem} See `{call} --help`.";
    }

    private static string Call(CommandResult command) => command.Parent is CommandResult outer ? $"{Call(outer)} {command.Command.Name}" : "codeassist";

    private static Command Complete(IAnsiConsole output, IAnsiConsole errors, TextWriter standardOutput, Option<bool> json)
    {
        var places = new Argument<string[]>("place")
        {
            Description = $"Where to complete: {CompletePosition.Form}. Several are answered one after another.",
            Arity = ArgumentArity.OneOrMore,
        };
        var hideRest = new Option<bool>("--hide-rest")
        {
            Description = "Ask as if the rest of the line had not been typed yet, and show it for comparison.",
        };
        var noWorkspace = new Option<bool>("--no-workspace")
        {
            Description = "Ask the model alone, without reading the repository around the file.",
        };
        var command = new Command("complete", "Show what would be suggested at a place in a file.") { places, hideRest, noWorkspace, json };
        command.SetAction((parsed, cancellationToken) => new CompleteCommand(output, errors, standardOutput).RunAsync(
            parsed.GetValue(places) ?? [],
            StartFolder,
            new CompleteOptions(parsed.GetValue(json), parsed.GetValue(hideRest), !parsed.GetValue(noWorkspace)),
            cancellationToken));

        return command;
    }

    private static Command Doctor(IAnsiConsole output, IAnsiConsole errors, TextWriter standardOutput, Option<bool> json)
    {
        var command = new Command("doctor", "Examine libraries, devices, model, network filter and speed.") { json };
        command.SetAction((parsed, cancellationToken) =>
            new DoctorCommand(output, errors, standardOutput).RunAsync(parsed.GetValue(json), cancellationToken));

        return command;
    }

    private static Command PathsOf(IAnsiConsole output, IAnsiConsole errors, TextWriter standardOutput, Option<bool> json)
    {
        var command = new Command("paths", "Show where settings, models, logs and the installed parts lie.") { json };
        command.SetAction((parsed, _) => new PathsCommand(output, errors, standardOutput).RunAsync(parsed.GetValue(json)));

        return command;
    }

    private static Command Usage(IAnsiConsole output, IAnsiConsole errors, TextWriter standardOutput, Option<bool> json)
    {
        var command = new Command("usage", "Show how much of the suggestions that were taken was kept.") { json };
        command.SetAction((parsed, _) => new UsageCommand(output, errors, standardOutput).RunAsync(parsed.GetValue(json)));

        return command;
    }

#pragma warning disable RS0030 // The one place where the shell's folder is meant: relative paths on a command line.
    private static string StartFolder => Environment.CurrentDirectory;
#pragma warning restore RS0030
}
