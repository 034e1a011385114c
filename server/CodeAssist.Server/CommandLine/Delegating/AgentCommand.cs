using System.Text.Json;
using CodeAssist.Context.Files;
using CodeAssist.Core.Agent;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Policy;
using CodeAssist.Server.Assisting;
using CodeAssist.Server.CommandLine.Assisting;
using CodeAssist.Server.Delegating;
using CodeAssist.Server.Delegating.Background;
using CodeAssist.Server.Delegating.Hands;
using CodeAssist.Server.Delegating.Memory;
using CodeAssist.Server.Delegating.Output;
using CodeAssist.Server.Features.Usage;
using Spectre.Console;
using OpenFolder = CodeAssist.Processes.Broker.WorkspaceFolder;

namespace CodeAssist.Server.CommandLine.Delegating;

/// <summary><c>codeassist agent</c>: a goal in, a checked change out, which the user keeps or takes back.</summary>
internal sealed class AgentCommand(IAnsiConsole errors, TextWriter standardOutput)
{
    /// <param name="given">What was asked for.</param>
    /// <param name="folder">The shell's folder; the repository around it is the task's root.</param>
    /// <param name="cancellationToken">Ctrl-C: ends it down to model and command; what was done until then is shown.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(AgentOptionsGiven given, string folder, CancellationToken cancellationToken)
    {
        // Before any file of a workspace is read: this process gives up the network here.
        await using var startup = CommandStartup.TryBegin("agent", errors);
        if (startup is null)
        {
            return ExitCode.Unavailable;
        }

        var root = WorkspaceFolder.RepositoryAround(folder) ?? folder;
        var canAnswer = !given.AsJson && !Console.IsInputRedirected && !Console.IsErrorRedirected;

        // Whoever asks in a terminal speaks for a folder that its user works in.
        OpenFolder[] folders = [new(root, WorkspaceTrust.Trusted)];
        using var usage = UsageFiles.Local.Open(startup.Places.Directories.Data);
        using var local = new LocalUse(TimeProvider.System, entry => usage.WriteLine(UsageFiles.Local.Line(entry)));
        await using var models = ModelsAtHand.Over(startup, () => folders, local);
        var (opened, refused) = TaskHands.TryOpen(startup, root, folders, NoEditor.Instance, models.NoteAsync);
        if (opened is null)
        {
            errors.MarkupLineInterpolated($"[red]{refused}[/]");
            return ExitCode.Unavailable;
        }

        using var hands = opened;
        models.Loading += new LoadingLine(errors).Tell;
        var forms = new EditFormFile(EditFormFile.In(startup.Places.Directories.State));
        var wish = Wish(given, startup.Settings.AgentChecks, startup.Settings.AgentSteps);
        var user = new TerminalUser(errors, given, Allowed(given), canAnswer);
        var audience = new TerminalAudience(errors, answer: null, given.AllowedDollars, canAnswer);
        var result = await new Delegation(models, hands, user, audience, forms, TimeProvider.System).RunAsync(wish, root, cancellationToken);
        if (forms.Save() is { } problem)
        {
            errors.MarkupLineInterpolated($"[yellow]{problem}[/]");
        }

        return await EndAsync(result, given, hands, canAnswer, cancellationToken);
    }

    private async Task<int> EndAsync(DelegationResult result, AgentOptionsGiven given, IAgentHands hands, bool canAnswer, CancellationToken cancellationToken)
    {
        var (outcome, isKept) = (result.Outcome, false);
        if (!given.AsJson)
        {
            await ShowAsync(outcome);
        }

        if (outcome is { Changes.Count: > 0, Begin: { } begin })
        {
            isKept = await new ChangeDecision(errors, hands, canAnswer ? Terminal.ReadLineAsync : null).DecideAsync(outcome.Changes, begin, given.Accepts && outcome.End.Reason is not AgentEndReason.Cancelled, cancellationToken);
        }

        if (given.AsJson)
        {
            await standardOutput.WriteLineAsync(JsonSerializer.Serialize(AgentReport.Of(result, isKept), CommandLineJsonContext.Default.AgentReport));
        }

        return outcome.End.Reason switch
        {
            AgentEndReason.Nobody or AgentEndReason.NoCheckpoint => ExitCode.Unavailable,
            AgentEndReason.Cancelled => ExitCode.Cancelled,
            _ => outcome.End.IsFinished && (isKept || outcome.Changes.Count == 0) ? ExitCode.Success : ExitCode.NoSuggestion,
        };
    }

    private async Task ShowAsync(AgentOutcome outcome)
    {
        foreach (var change in outcome.Changes)
        {
            await standardOutput.WriteLineAsync(change.Diff.TrimEnd('\n'));
        }

        if (outcome.Summary.Length > 0)
        {
            errors.WriteLine(TerminalText.Of(outcome.Summary.Trim()));
        }

        errors.MarkupLineInterpolated($"[{(outcome.End.IsFinished ? "green" : "yellow")}]{TerminalText.Of(outcome.End.Sentence)}[/]");
        errors.MarkupLineInterpolated($"[grey]{AgentSentences.Of(outcome.Spent)}[/]");
    }

    private static DelegationWish Wish(AgentOptionsGiven given, IReadOnlyList<string> checks, int steps)
    {
        var named = given.Checks.Count > 0 ? given.Checks : checks;
        return new DelegationWish(
            given.Goal, given.IsPlan, given.Directions, named.Count > 0 ? ProjectChecks.Named(named) : null, steps, given.AllowedDollars == 0 ? null : given.AllowedDollars);
    }

    /// <summary>Whoever names a check wants it run.</summary>
    private static List<IReadOnlyList<string>> Allowed(AgentOptionsGiven given) =>
        [.. ProjectChecks.Named([.. given.AllowedCommands, .. given.Checks]).Select(command => command.Arguments)];
}
