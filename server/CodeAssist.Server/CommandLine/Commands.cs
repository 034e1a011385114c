using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using CodeAssist.Core.Providers;
using CodeAssist.Core.Spending;
using CodeAssist.Egress.Protocol.Catalogue;
using CodeAssist.Processes.Directories;
using CodeAssist.Processes.Verification;
using CodeAssist.Server.CommandLine.Assisting;
using CodeAssist.Server.CommandLine.Delegating;
using CodeAssist.Server.CommandLine.Models;
using CodeAssist.Server.CommandLine.Stored;
using CodeAssist.Server.CommandLine.Usage;
using CodeAssist.Server.Reviewing;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine;

/// <summary>The verbs of the program, their options and what they call. docs/command-line.md is the user's view of it.</summary>
internal static class Commands
{
    /// <summary>How long a verb that is interrupted may take to tell what it has done until then.</summary>
    private static readonly TimeSpan _lastWordsLimit = TimeSpan.FromSeconds(15);

    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="OperationCanceledException">Interrupted by the user.</exception>
    public static async Task<int> RunAsync(string[] arguments, TextWriter standardOutput, TextWriter standardError)
    {
        var output = Terminal.On(standardOutput, !Console.IsOutputRedirected);
        var errors = Terminal.On(standardError, !Console.IsErrorRedirected);
        var json = new Option<bool>("--json") { Description = "Print JSON for programs instead of text for people." };

        var root = new RootCommand("Inline completion and code review from your own machine.")
        {
            AgentVerb.Of(output, errors, standardOutput, json),
            Complete(output, errors, standardOutput, json),
            DataVerb.Of(output, errors, standardOutput, json),
            Doctor(output, errors, standardOutput, json),
            AssistVerbs.Explain(errors, standardOutput, json),
            AssistVerbs.Fix(errors, standardOutput, json),
            ModelsVerb.Of(output, errors, standardOutput, json),
            PathsOf(output, errors, standardOutput, json),
            ReviewVerb.Of(output, errors, standardOutput, json),
            AssistVerbs.Route(output, errors, standardOutput, json),
            UsageVerb.Of(output, errors, standardOutput, json, Prices),
            Policy(output, errors, standardOutput, json),
            VerifyLocalOnly(output, errors, standardOutput, json),

            // Served before this table is built (Program); listed for --help.
            new Command("lsp", "Serve an editor over standard input and output.")
            {
                StarterOption(),
            },
        };

        var parsed = root.Parse(arguments);
        if (parsed.Action is ParseErrorAction)
        {
            await standardError.WriteLineAsync(Misunderstood(parsed));
            return IsReview(parsed.CommandResult) ? ReviewExit.Usage : ExitCode.Usage;
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration
            {
                Output = standardOutput, Error = standardError, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = _lastWordsLimit,
            });
    }

    /// <summary>What every model costs, the user's own prices included. Reads the disk.</summary>
    internal static PriceList Prices() => new(
        CatalogueFiles.Read(
            AppDirectories.TryFind(out var directories, out _) ? Path.Combine(directories.Config, CatalogueFiles.UserFileName) : "",
            DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().Date)).Catalogue.Cards,
        own: new Dictionary<string, TokenPrice>(StringComparer.Ordinal));

    private static Option<string> StarterOption() => new("--settings") { Description = "Settings as JSON that an editor's extension read from its user.", HelpName = "JSON" };

    private static bool IsReview(CommandResult? command) => command?.Command.Name is ReviewVerb.Name || (command?.Parent is CommandResult outer && IsReview(outer));

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
        var settings = StarterOption();
        var retry = new Option<bool>("--retry-devices") { Description = "Before that, trust all devices again that failed or computed nonsense." };
        var command = new Command("doctor", "Examine libraries, devices, model, network filter and speed.") { settings, retry, json };
        command.SetAction((parsed, cancellationToken) => new DoctorCommand(output, errors, standardOutput).RunAsync(
            parsed.GetValue(json), parsed.GetValue(retry), parsed.GetValue(settings) ?? "", cancellationToken));

        return command;
    }

    private static Command PathsOf(IAnsiConsole output, IAnsiConsole errors, TextWriter standardOutput, Option<bool> json)
    {
        var command = new Command("paths", "Show where settings, models, logs and the installed parts lie.") { json };
        command.SetAction((parsed, _) => new PathsCommand(output, errors, standardOutput).RunAsync(parsed.GetValue(json)));

        return command;
    }

    private static Command Policy(IAnsiConsole output, IAnsiConsole errors, TextWriter standardOutput, Option<bool> json)
    {
        var decision = new Argument<PolicyDecision>("decision")
        {
            Description = "Show what holds, or decide: allow and local-only for everything, private and release for this repository.",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = static result => PolicyDecisions.Parse(result.Tokens[0].Value) is { } known ? known : Unknown(result),
        };
        decision.CompletionSources.Add(PolicyDecisions.Names);
        var folder = new Option<string>("--folder") { Description = "The folder it is about; the shell's own where it is left out." };
        var command = new Command("policy", "Show or decide what may leave this machine.") { decision, folder, json };
        command.SetAction((parsed, cancellationToken) => new PolicyCommand(output, errors, standardOutput).RunAsync(
            parsed.GetValue(decision), Path.GetFullPath(parsed.GetValue(folder) ?? "", StartFolder), parsed.GetValue(json), cancellationToken));

        return command;

        static PolicyDecision Unknown(ArgumentResult result)
        {
            result.AddError($"'{result.Tokens[0].Value}' is none of {string.Join(", ", PolicyDecisions.Names)}.");
            return PolicyDecision.Show;
        }
    }

    private static Command VerifyLocalOnly(IAnsiConsole output, IAnsiConsole errors, TextWriter standardOutput, Option<bool> json)
    {
        var seconds = new Option<int>("--seconds")
        {
            Description = "How long the scripted session types, 1 to 3600.",
            DefaultValueFactory = static _ => 60,
        };
        seconds.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 3600))
            {
                result.AddError($"'{token.Value}' is no number of seconds from 1 to 3600.");
            }
        });
        var network = new Option<ProofNetwork>("--network")
        {
            Description = "In which surroundings: routes for both protocols and proxies (everything), the same without proxies (noProxies), IPv6 alone (ipv6), or no route (noRoute).",
            DefaultValueFactory = static _ => ProofNetwork.Everything,
        };
        var inside = new Option<bool>(VerifyLocalOnlyCommand.Inside) { Hidden = true };
        var command = new Command(VerifyLocalOnlyCommand.Verb, "Show, on this machine and now, that nothing leaves it.") { seconds, network, json, inside };
        command.SetAction((parsed, cancellationToken) => new VerifyLocalOnlyCommand(output, errors, standardOutput).RunAsync(
            TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(network), parsed.GetValue(json), parsed.GetValue(inside), cancellationToken));

        return command;
    }

#pragma warning disable RS0030 // The one place where the shell's folder is meant: relative paths on a command line.
    internal static string StartFolder => Environment.CurrentDirectory;
#pragma warning restore RS0030
}
