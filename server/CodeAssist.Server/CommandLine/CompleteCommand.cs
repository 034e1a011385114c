using System.Globalization;
using System.Text.Json;
using CodeAssist.Core.Policy;
using CodeAssist.Context;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Models;
using CodeAssist.Server.Assisting;
using CodeAssist.Server.Composition;
using CodeAssist.Server.Features.Usage;
using CodeAssist.Server.Settings;
using Spectre.Console;
using OpenFolder = CodeAssist.Processes.Broker.WorkspaceFolder;

namespace CodeAssist.Server.CommandLine;

/// <summary><c>codeassist complete FILE:LINE:COLUMN…</c>: what would be suggested there, shown in place.</summary>
internal sealed class CompleteCommand(IAnsiConsole output, IAnsiConsole errors, TextWriter json)
{
    private const string Indent = "       ";

    private static readonly TimeSpan _loadPatience = TimeSpan.FromMinutes(3);

    /// <param name="places">The places as the user wrote them.</param>
    /// <param name="folder">The folder that relative paths start from.</param>
    /// <param name="options">What was asked for besides.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(
        IReadOnlyList<string> places, string folder, CompleteOptions options, CancellationToken cancellationToken)
    {
        // Before any file of a workspace is read: this process gives up the network here.
        await using var startup = CommandStartup.TryBegin("complete", errors);
        if (startup is null)
        {
            return ExitCode.Unavailable;
        }

        var questions = new List<CompleteQuestion>();
        foreach (var place in places)
        {
            if (await ReadAsync(place, folder, options, cancellationToken) is not { } question)
            {
                return ExitCode.Usage;
            }

            questions.Add(question);
        }

        var settings = startup.Settings with { SearchesWorkspace = startup.Settings.SearchesWorkspace && options.SearchesWorkspace };
        using var usage = UsageFiles.Local.Open(startup.Places.Directories.Data);
        using var local = new LocalUse(TimeProvider.System, entry => usage.WriteLine(UsageFiles.Local.Line(entry)));
        OpenFolder[] folders = [.. questions.Select(question => question.Request.Folder).OfType<string>().Distinct(StringComparer.Ordinal).Select(repository => new OpenFolder(repository, WorkspaceTrust.Trusted))];
        await using var models = ModelsAtHand.Over(startup, () => folders, local, loads: false);
        await using var engine = models.CreateCompletionEngine() ?? startup.CreateEngine();
        if (await LoadAsync(engine, cancellationToken) is { } unavailable)
        {
            errors.MarkupLineInterpolated($"[red]{unavailable.Message}[/] {unavailable.NextStep}");
            return ExitCode.Unavailable;
        }

        if (settings.SearchesWorkspace)
        {
            await ReadRepositoriesAsync(engine, questions, cancellationToken);
        }

        return await AnswerAsync(engine, local, settings, questions, options, cancellationToken);
    }

    private async Task<CompleteQuestion?> ReadAsync(
        string place, string folder, CompleteOptions options, CancellationToken cancellationToken)
    {
        if (!CompletePosition.TryParse(place, folder, out var position))
        {
            errors.MarkupLineInterpolated($"[red]'{place}' is not a place in a file.[/] Write {CompletePosition.Form}.");
            return null;
        }

        var read = await SourceFileReader.ReadAsync(position.File, cancellationToken);
        if (read is not SourceFileResult.Read { File: var file })
        {
            var failure = ((SourceFileResult.Failed)read).Failure;
            errors.MarkupLineInterpolated($"[red]{failure.Message}[/] {failure.NextStep}");
            return null;
        }

        if (!CompleteQuestion.TryCreate(position, file.LanguageId, file.Text, out var question, out var error))
        {
            errors.MarkupLineInterpolated($"[red]{error}[/]");
            return null;
        }

        return options.HideRest ? question.HideRestOfLine() : question;
    }

    private async Task<ModelFailure?> LoadAsync(Engine engine, CancellationToken cancellationToken)
    {
        var availability = await LoadProgress.ShowAsync(
            errors, engine.Model, () => engine.Model.GetReadyAsync(_loadPatience, cancellationToken));

        return availability switch
        {
            ModelAvailability.Unavailable unavailable => unavailable.Failure,
            ModelAvailability.Loading => new ModelFailure(
                ModelFailureKind.TimedOut,
                $"The model was not loaded within {_loadPatience.TotalMinutes:0} minutes.",
                "Choose a smaller model, or run `codeassist doctor`."),
            _ => null,
        };
    }

    private async Task ReadRepositoriesAsync(Engine engine, List<CompleteQuestion> questions, CancellationToken cancellationToken)
    {
        foreach (var repository in questions.Select(question => question.Request.Folder).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            await ReadingProgress.ShowAsync(errors, repository, engine.Workspace.Of(repository), cancellationToken);
        }
    }

    private async Task<int> AnswerAsync(
        Engine engine, LocalUse local, CodeAssistSettings settings, List<CompleteQuestion> questions, CompleteOptions options, CancellationToken cancellationToken)
    {
        var outcomes = new List<CompletionOutcome>();
        foreach (var question in questions)
        {
            var outcome = await engine.Pipeline.CompleteAsync(
                question.Request, Engine.Gate(settings), Engine.Limits(settings), cancellationToken);
            outcomes.Add(outcome);
            if (outcome.Usage is { } answer)
            {
                local.Count(engine, answer.Tokens);
            }

            if (!options.Json)
            {
                Write(question, outcome);
            }
        }

        if (options.Json)
        {
            var reports = questions.Zip(outcomes, CompleteReport.Of).ToArray();
            await json.WriteLineAsync(JsonSerializer.Serialize(reports, CommandLineJsonContext.Default.CompleteReportArray));
        }

        return outcomes.Exists(outcome => outcome is CompletionOutcome.Suggested) ? ExitCode.Success
            : outcomes.Exists(IsModelTrouble) ? ExitCode.Unavailable
            : ExitCode.NoSuggestion;
    }

    // The host may go while it answers, after it was ready.
    private static bool IsModelTrouble(CompletionOutcome outcome) =>
        outcome is CompletionOutcome.NoSuggestion
        {
            Reason: NoSuggestionReason.ModelUnavailable or NoSuggestionReason.ModelRefused or NoSuggestionReason.TimedOut,
        };

    private void Write(CompleteQuestion question, CompletionOutcome outcome)
    {
        var (file, line, column) = question.Position;
        output.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]{Path.GetFileName(file)}:{line}:{column}[/]  [grey]{file}[/]");
        switch (outcome)
        {
            case CompletionOutcome.Suggested suggested:
                GhostText.Write(output, question.Request, suggested.Best);
                foreach (var suggestion in suggested.Suggestions)
                {
                    var also = ReferenceEquals(suggestion, suggested.Best) ? "" : $": or {suggestion.InsertText.ReplaceLineEndings(" ⏎ ")}";
                    output.MarkupLineInterpolated(
                        CultureInfo.InvariantCulture, $"[grey]{Indent}{suggestion.Source}, probability {suggestion.Probability:0.00}{also}[/]");
                }

                break;
            case CompletionOutcome.NoSuggestion nothing:
                output.MarkupLineInterpolated($"{Indent}no suggestion: {nothing.Reason} {nothing.Detail}");
                break;
        }

        if (outcome.Usage is { } usage)
        {
            output.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"[grey]{Indent}first token {usage.FirstToken.TotalMilliseconds:0} ms · {usage.TokensPerSecond:0} tokens/s · {usage.PromptTokens} prompt tokens, {usage.ReusedTokens} of them reused[/]");
        }

        if (question.Hidden is { } hidden)
        {
            output.MarkupLineInterpolated($"[grey]{Indent}the file itself goes on:[/] {hidden.Trim()}");
        }

        output.WriteLine();
    }
}
