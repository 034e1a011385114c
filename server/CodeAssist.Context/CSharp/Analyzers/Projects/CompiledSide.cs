using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodeAssist.Context.CSharp.Analyzers.Projects;

/// <summary>A project before or after a change, and what the compiler says of it.</summary>
/// <param name="compilation">Not worked on before somebody asks.</param>
internal sealed class CompiledSide(CSharpCompilation compilation)
{
    // One file takes its share of the project's time and little more; from so many on all of them at once, on all cores, take less.
    private readonly int _few = Math.Max(8, compilation.SyntaxTrees.Length / 2);
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<SyntaxTree, IReadOnlyList<Diagnostic>> _known = new();
    private int _asked;
    private ILookup<SyntaxTree?, Diagnostic>? _all;

    public CSharpCompilation Compilation => compilation;

    /// <summary>The file of a path; null where the project does not compile it.</summary>
    public SyntaxTree? Tree(string path) => compilation.SyntaxTrees.FirstOrDefault(tree => string.Equals(tree.FilePath, path, PathNames.Comparison));

    public IEnumerable<Diagnostic> Of(SyntaxTree tree, CancellationToken cancellationToken) => _all is null && Interlocked.Increment(ref _asked) <= _few
        ? compilation.GetSemanticModel(tree).GetDiagnostics(cancellationToken: cancellationToken)
        : All(cancellationToken)[tree];

    /// <summary>What the compiler says of one file with another text in its place, of that file alone.</summary>
    public (IReadOnlyList<Diagnostic> Before, IReadOnlyList<Diagnostic> After) With(SyntaxTree tree, string text, CancellationToken cancellationToken)
    {
        var changed = tree.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(text));
        var after = compilation.ReplaceSyntaxTree(tree, changed).GetSemanticModel(changed).GetDiagnostics(cancellationToken: cancellationToken);
        return (_known.GetOrAdd(tree, _ => [.. Of(tree, cancellationToken)]), after);
    }

    public ILookup<SyntaxTree?, Diagnostic> All(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _all ??= compilation.GetDiagnostics(cancellationToken).ToLookup(diagnostic => diagnostic.Location.SourceTree);
        }
    }
}
