using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodeAssist.Context.CSharp.Analyzers.Projects;

/// <summary>A project as a compiler sees it, with the change and without.</summary>
/// <param name="Name">Its file, relative to the root.</param>
/// <param name="New">With the change.</param>
/// <param name="Old">Without.</param>
/// <param name="Silenced">Ids that the project does not want to hear of.</param>
internal sealed record ProjectPicture(string Name, CSharpCompilation New, CSharpCompilation Old, IReadOnlySet<string> Silenced)
{
    private readonly Lock _lock = new();
    private bool? _isRight;

    /// <summary>The reviewed file; null where the project does not compile it.</summary>
    /// <param name="path">Absolute.</param>
    public SyntaxTree? Tree(string path) => Find(New, path);

    /// <summary>The same file before the change.</summary>
    public SyntaxTree? OldTree(string path) => Find(Old, path);

    /// <summary>
    /// Whether all of it compiled before the change. Where it did not, something is missing that a build would have had, such as generated sources, and an error may be our own.
    /// Takes long, and is only worth it where there is an error to be believed.
    /// </summary>
    /// <param name="except">Files that the review is about as they stand.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public bool IsRight(IReadOnlyCollection<string> except, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _isRight ??= !Old.GetDiagnostics(cancellationToken).Any(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error
                && diagnostic.Location.IsInSource
                && !GeneratedCode.Awaits(diagnostic)
                && !except.Contains(diagnostic.Location.SourceTree!.FilePath, PathNames.Comparer));
        }
    }

    private static SyntaxTree? Find(CSharpCompilation compilation, string path) => compilation.SyntaxTrees.FirstOrDefault(tree => string.Equals(tree.FilePath, path, PathNames.Comparison));
}
