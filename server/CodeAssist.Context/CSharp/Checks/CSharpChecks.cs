using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary>All checks on C#, in one walk over what was changed.</summary>
public sealed class CSharpChecks : ICheck
{
    private static readonly IReadOnlyList<ICSharpCheck> _all =
    [
        new AsyncVoid(),
        new CultureDependentComparison(),
        new CultureDependentParsing(),
        new DebuggerCall(),
        new DisabledTest(),
        new DuplicateCondition(),
        new EmptyCatch(),
        new ExceptionNotThrown(),
        new FormatArguments(),
        new IdenticalBranches(),
        new IgnoredResult(),
        new LockTarget(),
        new MissingAwait(),
        new NotDisposed(),
        new RethrowByName(),
        new SelfAssignment(),
        new SelfComparison(),
        new ShellCommand(),
        new SqlCommandText(),
        new SwallowedCancellation(),
        new SyncOverAsync(),
        new UncheckedCertificate(),
        new UnreachableStatement(),
        new WeakHashing(),
        new WeakRandomness(),
    ];

    private static readonly ILookup<SyntaxKind, ICSharpCheck> _byKind =
        _all.SelectMany(check => check.Kinds.Select(kind => (Kind: kind, Check: check))).ToLookup(pair => pair.Kind, pair => pair.Check);

    public IReadOnlyList<ReviewRule> Rules { get; } = [.. _all.Select(check => check.Rule)];

    public IEnumerable<CheckHit> Find(CheckedFile file, CancellationToken cancellationToken)
    {
        if (!string.Equals(file.Language, Languages.CSharp, StringComparison.Ordinal))
        {
            yield break;
        }

        var root = (CompilationUnitSyntax)ReviewedDocuments.Of(file.Document).Tree.GetRoot(cancellationToken);
        var csharp = new CSharpFile(root, file.IsTest);
        var suppressions = new CSharpSuppressions(root);
        var changed = file.ChangedPlaces;
        foreach (var node in root.DescendantNodes(node => IsChanged(changed, node.FullSpan)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!_byKind.Contains(node.Kind()) || !IsChanged(changed, node.Span) || node.ContainsDiagnostics)
            {
                // A node that does not parse is not what its author means it to be.
                continue;
            }

            foreach (var hit in _byKind[node.Kind()].SelectMany(check => check.Look(node, csharp)))
            {
                if (!suppressions.Cover(hit.Place.Start, hit.Rule))
                {
                    yield return hit;
                }
            }
        }
    }

    private static bool IsChanged(IReadOnlyList<OffsetRange> changed, TextSpan span)
    {
        foreach (var place in changed)
        {
            if (span.Start < place.End && place.Start < span.End)
            {
                return true;
            }
        }

        return false;
    }
}
