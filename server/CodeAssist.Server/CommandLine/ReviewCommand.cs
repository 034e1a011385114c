using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CodeAssist.Core.Review.Outcome;
using CodeAssist.Processes.Directories;
using CodeAssist.Processes.Isolation;
using CodeAssist.Server.Composition;
using CodeAssist.Server.Reviewing;
using CodeAssist.Server.Reviewing.Output;
using CodeAssist.Server.Settings;
using Spectre.Console;

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
        if (!AppDirectories.TryFind(out var directories, out var failure))
        {
            errors.MarkupLineInterpolated($"[red]{failure.Message}[/] {failure.NextStep}");
            return ReviewExit.Failed;
        }

        // For the user alone. A home that cannot be written to, as in some builds, costs the memory and not the review.
        Tell([.. directories.Create().Select(unusable => $"{unusable.Message} {unusable.NextStep}")]);
        var read = UserSettingsFile.Read(UserSettingsFile.In(directories.Config));

        // Before any file of a workspace is read: this process gives up the network here, and so does git, which it starts. Who starts models is started before.
        await using var startup = read.Settings.ReviewLikelihood ? Startup.TryBegin("review", out _) : null;
        _ = startup is null ? NetworkFilter.Apply() : startup.Network;
        await using var engine = startup?.CreateEngine();
        Tell(read.Problems);
        var settings = read.Settings with
        {
            ReviewScope = given.Scope ?? read.Settings.ReviewScope,
            ReviewFailLevel = given.FailLevel ?? read.Settings.ReviewFailLevel,
        };

        var outcome = await ReviewProgressBar.ShowAsync(
            errors, progress => Reviews.Over(directories, servesHooks: true, engine is null ? null : startup?.LikelihoodOf(engine.Model)).RunAsync(given.Request, settings, given.Sarif, progress, cancellationToken));
        if (outcome is not ReviewOutcome.Done { Result: var result, Problems: var problems })
        {
            var why = ((ReviewOutcome.Failed)outcome).Why;
            errors.MarkupLineInterpolated($"[red]{why.Message}[/] {why.NextStep}");
            return why.IsUsage ? ReviewExit.Usage : ReviewExit.Failed;
        }

        Tell(problems);
        return await WriteAsync(result, given) ? ReviewExit.Of(result, settings.ReviewFailLevel) : ReviewExit.Failed;
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
