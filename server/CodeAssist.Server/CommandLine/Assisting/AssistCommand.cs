using System.Text.Json;
using CodeAssist.Context;
using CodeAssist.Context.Fixes;
using CodeAssist.Core.Assist;
using CodeAssist.Core.Policy;
using CodeAssist.Server.Assisting;
using CodeAssist.Server.Assisting.Output;
using CodeAssist.Server.Features.Usage;
using Spectre.Console;
using OpenFolder = CodeAssist.Processes.Broker.WorkspaceFolder;

namespace CodeAssist.Server.CommandLine.Assisting;

/// <summary><c>codeassist explain</c> and <c>codeassist fix</c>: a model's word on a few lines, or other lines in their place.</summary>
internal sealed class AssistCommand(IAnsiConsole errors, TextWriter standardOutput)
{
    /// <param name="given">What was asked for.</param>
    /// <param name="folder">The folder that relative paths start from.</param>
    /// <param name="cancellationToken">Ctrl-C: ends it down to the model.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(AssistOptionsGiven given, string folder, CancellationToken cancellationToken)
    {
        // Before any file of a workspace is read: this process gives up the network here.
        await using var startup = CommandStartup.TryBegin(given.Kind is AssistKind.Explain ? "explain" : "fix", errors);
        if (startup is null)
        {
            return ExitCode.Unavailable;
        }

        var (read, problem) = await AssistRead.TryAsync(given.Kind, given.Place, folder, cancellationToken);
        if (read is null)
        {
            errors.MarkupLineInterpolated($"[red]{problem}[/]");
            return ExitCode.Usage;
        }

        // Whoever asks in a terminal speaks for a folder that its user works in.
        OpenFolder[] folders = [new(read.Root, WorkspaceTrust.Trusted)];
        using var usage = UsageFiles.Local.Open(startup.Places.Directories.Data);
        using var local = new LocalUse(TimeProvider.System, entry => usage.WriteLine(UsageFiles.Local.Line(entry)));
        await using var models = ModelsAtHand.Over(startup, () => folders, local);
        models.Loading += new LoadingLine(errors).Tell;
        var streams = given is { Kind: AssistKind.Explain, AsJson: false };
        var audience = new TerminalAudience(
            errors, streams ? standardOutput : null, given.AllowedDollars, canAnswer: !given.AsJson && !Console.IsInputRedirected && !Console.IsErrorRedirected);
        var outcome = await new Assistant(models, FixCheck.OfFilesAsTheyStand(), TimeProvider.System).RunAsync(
            read.Subject with { Wish = given.Wish, Problems = given.Problems }, given.Directions, audience, cancellationToken);

        var fixedText = outcome is AssistOutcome.Changed { Change: var change } ? FixedText.Of(read.Subject.Document, change) : null;
        if (given.AsJson)
        {
            await standardOutput.WriteLineAsync(JsonSerializer.Serialize(AssistReport.Of(outcome, read.Subject), CommandLineJsonContext.Default.AssistReport));
        }
        else
        {
            audience.End();
            await ShowAsync(outcome, read.Subject);
        }

        return outcome is AssistOutcome.Failed { Trail.Steps.Count: 0 } ? ExitCode.Unavailable
            : outcome is AssistOutcome.Failed or AssistOutcome.Explained { IsPartial: true } ? ExitCode.NoSuggestion
            : given.Applies && fixedText is not null ? await WriteAsync(read.File, fixedText)
            : ExitCode.Success;
    }

    private async Task ShowAsync(AssistOutcome outcome, AssistSubject subject)
    {
        switch (outcome)
        {
            case AssistOutcome.Explained { IsPartial: true }:
                errors.MarkupLineInterpolated($"[yellow]The end of it is missing.[/] {outcome.Trail.Steps[^1].Problem}");
                break;
            case AssistOutcome.Changed { Change: var change, Remark: var remark }:
                errors.WriteLine(SafeMarkdown.Of(remark));
                await standardOutput.WriteAsync(UnifiedDiff.Of(subject, change));
                break;
            case AssistOutcome.Failed failed:
                errors.MarkupLineInterpolated($"[red]{failed.Why}[/] {failed.NextStep}");
                break;
        }

        if (outcome.Trail.Steps.Count > 0)
        {
            errors.MarkupLineInterpolated($"[grey]{AssistAccount.WithReason(outcome.Trail)}[/]");
        }

    }

    // Only where the file is still as it was read: whoever saved it meanwhile has the last word.
    private async Task<int> WriteAsync(SourceFile file, string text)
    {
        try
        {
            if (await SourceFileReader.ReadAsync(file.Path, CancellationToken.None) is SourceFileResult.Read { File: var now } && string.Equals(now.Text, file.Text, StringComparison.Ordinal))
            {
                await File.WriteAllTextAsync(file.Path, text, SourceEncodings.Of(file.Encoding), CancellationToken.None);
                return ExitCode.Success;
            }

            errors.MarkupLineInterpolated($"[red]{file.Path} was changed meanwhile, so nothing was written.[/] Run the command again.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.MarkupLineInterpolated($"[red]{file.Path} cannot be written: {exception.Message}[/]");
        }

        return ExitCode.Unavailable;
    }
}
