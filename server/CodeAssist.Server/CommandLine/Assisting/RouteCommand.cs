using System.Text.Json;
using CodeAssist.Core.Assist;
using CodeAssist.Core.Policy;
using CodeAssist.Core.Routing;
using CodeAssist.Server.Assisting;
using CodeAssist.Server.Assisting.Output;
using CodeAssist.Server.CommandLine.Delegating;
using CodeAssist.Server.Features.Usage;
using Spectre.Console;
using OpenFolder = CodeAssist.Processes.Broker.WorkspaceFolder;

namespace CodeAssist.Server.CommandLine.Assisting;

/// <summary><c>codeassist route</c>: who would do a task, and why; nobody is asked.</summary>
internal sealed class RouteCommand(IAnsiConsole output, IAnsiConsole errors, TextWriter standardOutput)
{
    /// <param name="given">What was asked for.</param>
    /// <param name="folder">The folder that relative paths start from.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(RouteOptionsGiven given, string folder, CancellationToken cancellationToken)
    {
        await using var startup = CommandStartup.TryBegin("route", errors);
        if (startup is null)
        {
            return ExitCode.Unavailable;
        }

        var (task, root) = (given.Task, folder);
        AssistQuestion? question = null;
        if (given.Place is { } place)
        {
            var kind = task.Kind is TaskKind.Fix ? AssistKind.Fix : AssistKind.Explain;
            var (read, problem) = await AssistRead.TryAsync(kind, place, folder, cancellationToken);
            if (read is null)
            {
                errors.MarkupLineInterpolated($"[red]{problem}[/]");
                return ExitCode.Usage;
            }

            var measured = Assistant.Task(read.Subject, AssistDirections.None);
            question = given.IsDryRun ? AssistPrompts.Whole(read.Subject) : null;
            (task, root) = (measured with { Kind = task.Kind, NeedsTools = task.NeedsTools, Wish = task.Wish, Model = task.Model }, read.Root);
        }

        OpenFolder[] folders = [new(root, WorkspaceTrust.Trusted)];
        using var local = new LocalUse(TimeProvider.System, static _ => { });
        await using var models = ModelsAtHand.Over(startup, () => folders, local, loads: false);
        var decision = Router.Decide(task, await models.PeekAsync(root, cancellationToken));
        var (sent, notSent) = question is null ? (null, null) : Preview(decision.Route, question);
        if (given.AsJson)
        {
            await standardOutput.WriteLineAsync(JsonSerializer.Serialize(RouteReport.Of(decision) with { Sent = sent, NotSent = notSent }, CommandLineJsonContext.Default.RouteReport));
        }
        else
        {
            Show(decision);
            ShowPreview(sent, notSent);
        }

        return decision.Route is Route.Nobody ? ExitCode.NoSuggestion : ExitCode.Success;
    }

    private static (IReadOnlyList<SentTurn>? Sent, string? NotSent) Preview(Route route, AssistQuestion question)
    {
        var run = route as Route.Run ?? (route as Route.Ask)?.Wanted;
        return run is null ? (null, "Nothing is sent: nobody does it.")
            : run.Model.IsOwn ? (null, $"Nothing is sent: {run.Model.Id} runs in CodeAssist's own process.")
            : SentQuestion.Of(question) is { Refusal: { } refusal } ? (null, $"Nothing is sent. {refusal.Sentence} {refusal.NextStep}")
            : (SentQuestion.Of(question).Turns, null);
    }

    private void ShowPreview(IReadOnlyList<SentTurn>? sent, string? notSent)
    {
        if (notSent is not null)
        {
            output.WriteLine();
            output.WriteLine(notSent);
        }

        foreach (var turn in sent ?? [])
        {
            output.WriteLine();
            output.MarkupLineInterpolated($"[grey]{turn.Speaker}:[/]");
            output.WriteLine(TerminalText.Of(turn.Text.ReplaceLineEndings("\n")));
        }
    }

    private void Show(RouteDecision decision)
    {
        output.WriteLine(RouteSentences.Of(decision));
        if (decision.Rejected.Count == 0)
        {
            return;
        }

        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumn("model").AddColumn("why not");
        foreach (var rejection in decision.Rejected)
        {
            table.AddRow(new Markup($"  [grey]{Markup.Escape(rejection.Model)}[/]"), new Text(rejection.Sentence));
        }

        output.Write(table);
    }
}
