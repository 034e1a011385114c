using Microsoft.CodeAnalysis;

namespace CodeAssist.Context.CSharp.Analyzers.Projects;

/// <summary>A project as a compiler sees it, with the change and without.</summary>
/// <param name="New">With the change.</param>
/// <param name="Old">Without.</param>
/// <param name="Silenced">Ids that the project does not want to hear of.</param>
internal sealed record ProjectPicture(CompiledSide New, CompiledSide Old, IReadOnlySet<string> Silenced)
{
    /// <summary>
    /// Whether all of it compiled before the change. Where it did not, something is missing that a build would have had, such as generated sources, and an error may be our own.
    /// Takes long, and is only worth it where there is an error to be believed.
    /// </summary>
    /// <param name="except">Files that the review is about as they stand.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public bool IsRight(IReadOnlyCollection<string> except, CancellationToken cancellationToken) => !Old.All(cancellationToken)
        .Where(file => file.Key is not null && !except.Contains(file.Key.FilePath, PathNames.Comparer))
        .SelectMany(file => file)
        .Any(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error && !GeneratedCode.Awaits(diagnostic));
}
