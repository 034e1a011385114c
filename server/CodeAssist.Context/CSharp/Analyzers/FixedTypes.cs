using System.Globalization;
using CodeAssist.Context.CSharp.Analyzers.Projects;
using CodeAssist.Core.Review.Changes;
using Microsoft.CodeAnalysis;

namespace CodeAssist.Context.CSharp.Analyzers;

/// <summary>Whether a fix brings what shows only where types are known: an error, or a warning that the repository wants to hear of.</summary>
/// <remarks>Of the fixed file alone: what it does to others that use it is not looked at.</remarks>
/// <param name="projects">The projects that the files are in.</param>
/// <param name="time">Measures a check.</param>
internal sealed class FixedTypes(CompiledProjects projects, TimeProvider time)
{
    public const string Untold = "Whether it compiles could not be told in time.";

    /// <summary>For one fix. A file is compiled again in some ten milliseconds; a fix is not worth more than this.</summary>
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(5);

    /// <returns>Null where nothing speaks against it, or where types are not known.</returns>
    public async Task<string?> ObjectionAsync(ChangeSet change, ChangedFile file, string text, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(file.Path, change.Root);
        if (projects.ProjectOf(path) is not { } project)
        {
            return null;
        }

        var (task, budget) = projects.Open(project, change, cancellationToken);
        if (await ReadAsync(task, cancellationToken) is not { } picture || picture.New.Tree(path) is not { } tree || tree.GetDiagnostics(cancellationToken).Any(IsError))
        {
            return null;
        }

        using var limit = budget.Begin(cancellationToken);
        using var own = new CancellationTokenSource(_longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, own.Token);
        try
        {
            var levels = await projects.Severities.OfAsync(path, either.Token);
            var (before, after) = picture.New.With(tree, text, either.Token);
            return CSharpFixCheck.Added(before.Where(IsHeard), after.Where(IsHeard)) is { } added ? $"It adds {added.Id}, {added.GetMessage(CultureInfo.InvariantCulture)}." : null;

            bool IsHeard(Diagnostic diagnostic) => diagnostic is { Severity: DiagnosticSeverity.Error or DiagnosticSeverity.Warning, IsSuppressed: false }
                && !picture.Silenced.Contains(diagnostic.Id) && CompilerRules.Level(diagnostic, levels) is not null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Untold;
        }
    }

    // A project that cannot be read to its end is told of elsewhere, where its files are reviewed.
    private static async Task<ProjectPicture?> ReadAsync(Task<ProjectReading> task, CancellationToken cancellationToken)
    {
        try
        {
            return (await task.WaitAsync(cancellationToken) as ProjectReading.Read)?.Picture;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity is DiagnosticSeverity.Error;
}
