using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CodeAssist.Core.Policy;
using CodeAssist.Core.Review.Chat;
using CodeAssist.Core.Review.Outcome;
using CodeAssist.Processes.Directories;
using CodeAssist.Processes.Isolation;
using CodeAssist.Server.Assisting;
using CodeAssist.Server.CommandLine.Assisting;
using CodeAssist.Server.Composition;
using CodeAssist.Server.Features.Usage;
using CodeAssist.Server.Reviewing;
using CodeAssist.Server.Reviewing.Chat;
using CodeAssist.Server.Reviewing.Output;
using CodeAssist.Server.Settings;
using Spectre.Console;
using OpenFolder = CodeAssist.Processes.Broker.WorkspaceFolder;

namespace CodeAssist.Server.CommandLine;

/// <summary><c>codeassist review</c>: what is wrong with a change, told before anybody else sees it.</summary>
internal sealed class ReviewCommand(IAnsiConsole output, IAnsiConsole errors, TextWriter standardOutput)
{
    // Files of their own, no part of a web page: letters stay what they are.
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="given">What was asked for.</param>
    /// <param name="cancellationToken">Ctrl-C: what was done until then is told.</param>
    /// <returns>A <see cref="ReviewExit"/>.</returns>
    public async Task<int> RunAsync(ReviewOptionsGiven given, CancellationToken cancellationToken)
    {
        // Before any file of a workspace is read: this process gives up the network here, and so does git, which it starts. Where no model can be reached, as in some
        // builds, that costs the review its models and nothing else.
        await using var startup = Startup.TryBegin("review", out _);
        if (!AppDirectories.TryFind(out var directories, out var failure))
        {
            errors.MarkupLineInterpolated($"[red]{failure.Message}[/] {failure.NextStep}");
            return ReviewExit.Failed;
        }

        var read = startup is null ? UserSettingsFile.Read(UserSettingsFile.In(directories.Config)) : new SettingsResult(startup.Settings, startup.SettingsProblems);
        if (startup is null)
        {
            Tell([.. directories.Create().Select(unusable => $"{unusable.Message} {unusable.NextStep}")]);
            _ = NetworkFilter.Apply();
        }

        Tell(read.Problems);
        var settings = read.Settings with
        {
            ReviewScope = given.Scope ?? read.Settings.ReviewScope,
            ReviewFailLevel = given.FailLevel ?? read.Settings.ReviewFailLevel,
            ReviewChat = given.Chat ?? read.Settings.ReviewChat,
        };

        var outcome = await RunAsync(startup, directories, settings, given, cancellationToken);
        if (outcome is not ReviewOutcome.Done { Result: var result, Problems: var problems })
        {
            var why = ((ReviewOutcome.Failed)outcome).Why;
            errors.MarkupLineInterpolated($"[red]{why.Message}[/] {why.NextStep}");
            return why.IsUsage ? ReviewExit.Usage : ReviewExit.Failed;
        }

        Tell(problems);
        return await WriteAsync(result, given) ? ReviewExit.Of(result, settings.ReviewFailLevel) : ReviewExit.Failed;
    }

    private async Task<ReviewOutcome> RunAsync(
        Startup? startup, AppDirectories directories, CodeAssistSettings settings, ReviewOptionsGiven given, CancellationToken cancellationToken)
    {
        await using var engine = startup?.CreateEngine();
        var reviews = Reviews.Over(directories, servesHooks: true, engine is null ? null : startup!.LikelihoodOf(engine.Model));
        if (startup is null)
        {
            return await ReviewProgressBar.ShowAsync(errors, mayAsk: false, progress => reviews.RunAsync(given.Request, settings, given.Sarif, help: null, progress, cancellationToken));
        }

        // Whoever asks in a terminal speaks for a folder that its user works in.
        OpenFolder[] folders = [new(given.Request.Folder, WorkspaceTrust.Trusted)];
        using var usage = UsageFiles.Local.Open(directories.Data);
        using var local = new LocalUse(TimeProvider.System, entry => usage.WriteLine(UsageFiles.Local.Line(entry)));
        await using var models = ModelsAtHand.Over(startup, () => folders, local);
        models.Loading += new LoadingLine(errors).Tell;

        // A bar that is drawn again and again leaves no room for a question.
        var mayAsk = settings.ReviewChat is ChatMode.Routed && !Console.IsInputRedirected && !Console.IsErrorRedirected;
        var help = new ModelHelp(models, new TerminalAudience(errors, answer: null, given.AllowedDollars, mayAsk));
        return await ReviewProgressBar.ShowAsync(errors, mayAsk, progress => reviews.RunAsync(given.Request, settings, given.Sarif, help, progress, cancellationToken));
    }

    private void Tell(IReadOnlyList<string> problems)
    {
        foreach (var problem in problems)
        {
            errors.MarkupLineInterpolated($"[yellow]{problem}[/]");
        }
    }

    private async Task<bool> WriteAsync(ReviewResult result, ReviewOptionsGiven given)
    {
        if (given is { Format: ReviewFormat.Text, Output: null })
        {
            TextReport.Write(result, output);
            return true;
        }

        var text = Text(result, given.Format);
        if (given.Output is null)
        {
            await standardOutput.WriteAsync(text);
            return true;
        }

        try
        {
            // To its end also when somebody has had enough: what was asked for is all there by now.
            await File.WriteAllTextAsync(given.Output, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CancellationToken.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.MarkupLineInterpolated($"[red]The report cannot be written: {exception.Message}[/]");
            return false;
        }

        errors.MarkupLineInterpolated($"{ReviewSummary.Of(result)} {ReviewSummary.Of(result.Verdict)}");
        return true;
    }

    private static string Text(ReviewResult result, ReviewFormat format) => format switch
    {
        ReviewFormat.Text => Plain(result),
        ReviewFormat.Markdown => MarkdownReport.Write(result),
        ReviewFormat.Json => JsonSerializer.Serialize(ReviewReport.Of(result), CommandLineJsonContext.Default.ReviewReport) + "\n",
        ReviewFormat.Sarif => Json(SarifReport.Write(result, ProductFiles.Version)),
        ReviewFormat.Rdjson => Json(RdjsonReport.Write(result)),
        ReviewFormat.GitHub => string.Concat(GitHubReport.Write(result).Select(line => line + "\n")),
        ReviewFormat.GitLab => Json(GitLabReport.Write(result)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Plain(ReviewResult result)
    {
        using var text = new StringWriter();
        TextReport.Write(result, Terminal.On(text, isTerminal: false));
        return text.ToString();
    }

    private static string Json(JsonNode node) => node.ToJsonString(_indented) + "\n";
}
