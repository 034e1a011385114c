using System.Globalization;
using CodeAssist.Context.CSharp.Analyzers.Projects;
using CodeAssist.Core.Review.Changes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Analyzers;

/// <summary>The diagnostics that a change brought to one file.</summary>
/// <param name="file">The file, with its texts.</param>
/// <param name="path">Its absolute path.</param>
internal sealed class FileDiagnostics(ChangedFile file, string path)
{
    /// <summary>Where it was before.</summary>
    public string OldPath { get; } = file.OldPath is { } old ? path[..^file.Path.Length] + old : path;

    // Whoever asks for a file as it stands, or for all lines of a changed one, asks for what was there before as well.
    private bool AsksForAll => file.Old is null || file.Kind is ChangeKind.AsItStands || file.Hunks is [{ New.Start: 0 } only] && only.New.End >= file.New!.LineCount;

    /// <summary>What the text alone shows.</summary>
    public IReadOnlyList<Diagnostic> OfSyntax(SyntaxTree? inProject, SyntaxTree? oldInProject, CancellationToken cancellationToken)
    {
        var tree = inProject ?? CSharpDocument.Parse(path, file.New!.Text).Tree;
        var old = oldInProject ?? (file.Old is { } before ? CSharpDocument.Parse(path, before.Text).Tree : null);
        return Added(tree.GetDiagnostics(cancellationToken), AsksForAll ? [] : old?.GetDiagnostics(cancellationToken) ?? []);
    }

    /// <summary>What shows only where types are known; nothing where the project is not known well enough.</summary>
    public IReadOnlyList<Diagnostic> OfTypes(ProjectPicture project, SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (tree.GetDiagnostics(cancellationToken).Any(IsError))
        {
            // What does not parse means something else than its author does.
            return [];
        }

        var model = project.New.Compilation.GetSemanticModel(tree);
        var old = file.Kind is not ChangeKind.AsItStands && project.Old.Tree(OldPath) is { } oldTree ? project.Old.Of(oldTree, cancellationToken).ToList() : [];
        if (old.Exists(diagnostic => IsError(diagnostic) && !GeneratedCode.Awaits(diagnostic)))
        {
            return [];
        }

        var now = project.New.Of(tree, cancellationToken).ToList();
        var added = Added(now, AsksForAll ? [] : old)
            .Where(diagnostic => !project.Silenced.Contains(diagnostic.Id) && !GeneratedCode.MayChange(diagnostic, model, cancellationToken)).ToList();
        if (added.Exists(IsError) && !project.IsRight(file.Kind is ChangeKind.AsItStands ? [path] : [], cancellationToken))
        {
            added.RemoveAll(IsError);
        }

        // What a member does is not known where something in it could not be told: who does not find 'Assert.NotNull' takes all behind it for null.
        var doubtful = now.Where(IsError).Except(added).Select(MemberAround).ToHashSet();
        return [.. added.Where(diagnostic => IsError(diagnostic) || !doubtful.Contains(MemberAround(diagnostic)))];
    }

    private static SyntaxNode? MemberAround(Diagnostic diagnostic) => diagnostic.Location.SourceTree!.GetRoot().FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true)
        .AncestorsAndSelf().FirstOrDefault(node => node is MemberDeclarationSyntax);

    /// <summary>The first error that keeps a file from being parsed which could be parsed before; null where there is none.</summary>
    /// <param name="added">From <see cref="OfSyntax"/>.</param>
    public Diagnostic? IsBroken(IReadOnlyList<Diagnostic> added) => AsksForAll
        ? null
        : added.FirstOrDefault(diagnostic => IsError(diagnostic) && diagnostic.Location.SourceTree!.GetDiagnostics().Contains(diagnostic) && !CSharpDocument.Parse(path, file.Old!.Text).Errors.Any());

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity is DiagnosticSeverity.Error;

    // Lines have moved, so that each is known by what it says of which text.
    private IReadOnlyList<Diagnostic> Added(IEnumerable<Diagnostic> now, IEnumerable<Diagnostic> before)
    {
        var known = before.CountBy(Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        List<Diagnostic> added = [];
        foreach (var diagnostic in now.Where(diagnostic => diagnostic.Location.IsInSource).OrderBy(IsOnChangedLine))
        {
            var key = Key(diagnostic);
            if (known.TryGetValue(key, out var count) && count > 0)
            {
                known[key] = count - 1;
            }
            else if (diagnostic is { Severity: DiagnosticSeverity.Error or DiagnosticSeverity.Warning, IsSuppressed: false })
            {
                added.Add(diagnostic);
            }
        }

        return [.. added.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    public bool IsOnChangedLine(Diagnostic diagnostic)
    {
        var span = diagnostic.Location.SourceSpan;
        var text = file.New!;
        var first = text.PositionAt(Math.Min(span.Start, text.Text.Length)).Line;
        var last = text.PositionAt(Math.Min(Math.Max(span.Start, span.End - 1), text.Text.Length)).Line;
        return file.Hunks.Any(hunk => hunk.New.Overlaps(new LineSpan(first, last + 1)));
    }

    private static string Key(Diagnostic diagnostic) =>
        $"{diagnostic.Id}\n{diagnostic.GetMessage(CultureInfo.InvariantCulture)}\n{diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan)}";
}
