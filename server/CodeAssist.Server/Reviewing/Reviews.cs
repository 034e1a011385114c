using CodeAssist.Context;
using CodeAssist.Context.CSharp.Analyzers;
using CodeAssist.Context.CSharp.Checks;
using CodeAssist.Context.Changes;
using CodeAssist.Context.Fixes;
using CodeAssist.Context.Outline;
using CodeAssist.Context.Sarif;
using CodeAssist.Core.Review;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Changes.Git;
using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Checks.Changes;
using CodeAssist.Core.Review.Checks.Text;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Reviewers;
using CodeAssist.Processes.Directories;
using CodeAssist.Processes.Git;
using CodeAssist.Server.Reviewing.Chat;
using CodeAssist.Server.Reviewing.Memory;
using CodeAssist.Server.Settings;

namespace CodeAssist.Server.Reviewing;

/// <summary>Runs reviews: reads the change, asks the reviewers that the settings let take part, remembers what came of it.</summary>
/// <param name="git">Where changes come from.</param>
/// <param name="outline">Which members files consist of.</param>
/// <param name="directories">Where the user's memory of reviews lies.</param>
/// <param name="likelihood">The local completion model as a reviewer; null where there is no way to any model.</param>
internal sealed class Reviews(IGit git, ICodeOutline outline, AppDirectories directories, LikelihoodAtHand? likelihood)
{
    /// <summary>One core less than there are, so that somebody who types goes on typing.</summary>
    private static readonly int _atOnce = Math.Max(1, Environment.ProcessorCount - 1);

    // The next review refers to the same ones.
    private readonly ReferencedAssemblies _assemblies = new();

    /// <summary>Over the user's repositories.</summary>
    /// <param name="directories">Where the user's memory of reviews lies.</param>
    /// <param name="servesHooks">Whether a hook of Git may be asking (<see cref="GitProgram.ServesHooks"/>).</param>
    /// <param name="likelihood">The local completion model as a reviewer; null where there is no way to any model.</param>
    public static Reviews Over(AppDirectories directories, bool servesHooks, LikelihoodAtHand? likelihood) =>
        new(new GitProgram(TimeProvider.System) { ServesHooks = servesHooks }, new CodeOutline(), directories, likelihood);

    /// <param name="request">What to review.</param>
    /// <param name="settings">How.</param>
    /// <param name="sarif">Absolute paths of reports that were named for this review.</param>
    /// <param name="help">The models that may take part; null where none can be reached.</param>
    /// <param name="progress">Told of every file, and of every question to a chat model.</param>
    /// <param name="cancellationToken">Ends it; what was done until then is the result.</param>
    public async Task<ReviewOutcome> RunAsync(
        ChangeRequest request, CodeAssistSettings settings, IReadOnlyList<string> sarif, ModelHelp? help, IProgress<ReviewProgress>? progress, CancellationToken cancellationToken)
    {
        var reading = await new GitChanges(git).ReadAsync(request, cancellationToken);
        if (reading is not ChangeReading.Read { Change: var change })
        {
            return new ReviewOutcome.Failed((ChangeReading.Failed)reading);
        }

        var memory = MemoryOf(change.Root);
        var (dismissals, problems) = await memory.Dismissals.ReadAsync(CancellationToken.None);
        var reports = SarifFiles.Find(change.Root, sarif, settings.ReviewAnalyzers ? settings.ReviewSarif : [], out var tooMany);
        var options = new ReviewOptions
        {
            Scope = settings.ReviewScope,
            Levels = settings.ReviewRules.ToDictionary(entry => entry.Key, entry => Level(entry.Value), StringComparer.Ordinal),
            Dismissals = dismissals,
            Earlier = memory.Recall(change.Subject),
            AtOnce = _atOnce,
        };

        var news = progress is null ? null : new ReviewNews(progress, change.Files.Count);
        using var chat = await ChatReview.OpenAsync(change, outline, help, settings, memory.UnitsFile, model => news?.Asked(model), cancellationToken);
        var projects = new CompiledProjects(change.Root, _assemblies);
        IReadOnlyList<IReviewer> reviewers = [.. await ReviewersAsync(change, projects, settings, reports, cancellationToken), chat.Reviewer];
        var (result, forgotten) = await chat.CloseAsync(
            await new ReviewPipeline(reviewers, outline, new FixCheck(projects)).RunAsync(change, options, news, cancellationToken), cancellationToken);
        string?[] beside = [.. problems, tooMany, forgotten, memory.Remember(change.Subject, result.Remembered)];
        return new ReviewOutcome.Done(result, [.. beside.OfType<string>()]);
    }

    /// <param name="folder">Absolute path of a folder of the repository.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The branches that a change there may be meant for.</returns>
    public Task<IReadOnlyList<string>> BranchesAsync(string folder, CancellationToken cancellationToken) => Branches.ReadAsync(git, folder, cancellationToken);

    /// <param name="root">Absolute path of a repository's top folder.</param>
    public ReviewMemory MemoryOf(string root) => new(root, directories.Data, directories.State);

    private async Task<IReadOnlyList<IReviewer>> ReviewersAsync(
        ChangeSet change, CompiledProjects projects, CodeAssistSettings settings, IReadOnlyList<string> reports, CancellationToken cancellationToken) =>
    [
        settings.ReviewChecks ? new ChecksReviewer([.. TextChecks.All, new CSharpChecks()], ChangeChecks.All(File.Exists)) : Absent.SwitchedOff("checks", "review.checks"),
        settings.ReviewAnalyzers
            ? new AnalyzersReviewer(change.Root, projects, await SarifReports.ReadAsync(reports, CancellationToken.None))
            : Absent.SwitchedOff("analyzers", "review.analyzers"),
        await LikelihoodAtHand.ReviewerAsync(likelihood, change, settings, cancellationToken),
    ];

    private static Severity? Level(RuleLevelSetting level) => level switch
    {
        RuleLevelSetting.Off => null,
        RuleLevelSetting.Note => Severity.Note,
        RuleLevelSetting.Warning => Severity.Warning,
        RuleLevelSetting.Error => Severity.Error,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
