using System.Globalization;
using CodeAssist.Context.CSharp.Analyzers.Projects;
using CodeAssist.Context.CSharp.Checks;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Analyzers;

/// <summary>What the C# compiler says of changed lines, and did not say before. Of syntax always; of types where the disk has all that a compiler needs.</summary>
/// <param name="projects">The projects that the files are in.</param>
internal sealed class CompilerDiagnostics(CompiledProjects projects)
{
    public async Task<CompilerAnswer> OfAsync(ChangeSet change, ChangedFile file, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(file.Path, change.Root);
        var diagnostics = new FileDiagnostics(file, path);
        if (path.EndsWith(".csx", StringComparison.OrdinalIgnoreCase) || projects.ProjectOf(path) is not { } project)
        {
            return await AnswerAsync(file, path, diagnostics.OfSyntax(null, null, cancellationToken), diagnostics, null, null, cancellationToken);
        }

        var (task, budget) = projects.Open(project, change, cancellationToken);
        try
        {
            var reading = await task.WaitAsync(cancellationToken);
            if (reading is not ProjectReading.Read { Picture: var picture } || picture.New.Tree(path) is not { } tree)
            {
                var notice = reading is ProjectReading.Incomplete { Why: var why } ? $"Types were not checked in {projects.Relative(project)}, because {why}." : null;
                return await AnswerAsync(file, path, diagnostics.OfSyntax(null, null, cancellationToken), diagnostics, null, notice, cancellationToken);
            }

            using var limit = budget.Begin(cancellationToken);
            var syntax = diagnostics.OfSyntax(tree, picture.Old.Tree(diagnostics.OldPath), limit.Token);
            return await AnswerAsync(file, path, [.. syntax, .. diagnostics.OfTypes(picture, tree, limit.Token)], diagnostics, null, null, cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var gap = string.Create(CultureInfo.InvariantCulture, $"Types were not checked to the end: {projects.Relative(project)} takes longer than {budget.Most.TotalSeconds:0} s.");
            return await AnswerAsync(file, path, diagnostics.OfSyntax(null, null, cancellationToken), diagnostics, gap, null, cancellationToken);
        }
    }

    private async Task<CompilerAnswer> AnswerAsync(
        ChangedFile file, string path, IReadOnlyList<Diagnostic> found, FileDiagnostics diagnostics, string? gap, string? notice, CancellationToken cancellationToken)
    {
        var levels = await projects.Severities.OfAsync(path, cancellationToken);
        List<Claim> claims = [];
        foreach (var diagnostic in found.DistinctBy(diagnostic => (diagnostic.Id, diagnostic.Location.SourceSpan)))
        {
            if (CompilerRules.Level(diagnostic, levels) is { } severity && diagnostics.IsOnChangedLine(diagnostic) && CompilerRules.Of(diagnostic, severity) is var rule && !IsExcused(file.New!, diagnostic, rule))
            {
                claims.Add(new Claim(rule, file.Path, new ClaimedPlace.At(Range(file.New!, diagnostic)), diagnostic.GetMessage(CultureInfo.InvariantCulture)));
            }
        }

        // A brace that is missing shows at the end of the file, where nothing was changed.
        if (claims.Count == 0 && diagnostics.IsBroken(found) is { } error)
        {
            var message = string.Create(CultureInfo.InvariantCulture, $"Since this change the file does not parse; line {file.New!.PositionAt(error.Location.SourceSpan.Start).Line + 1}: {error.GetMessage(CultureInfo.InvariantCulture)}");
            claims.Add(new Claim(CompilerRules.Of(error, Severity.Error), file.Path, new ClaimedPlace.WholeFile(), message));
        }

        return new CompilerAnswer(claims, gap, notice);
    }

    private static bool IsExcused(DocumentSnapshot text, Diagnostic diagnostic, ReviewRule rule) => diagnostic.Severity is not DiagnosticSeverity.Error
        && (new CSharpSuppressions((CompilationUnitSyntax)diagnostic.Location.SourceTree!.GetRoot()).Cover(diagnostic.Location.SourceSpan.Start, rule)
            || IgnoreComments.Excuse(text, text.PositionAt(diagnostic.Location.SourceSpan.Start).Line, [diagnostic.Id]));

    // What is missing has no length; the character beside it is shown.
    private static TextRange Range(DocumentSnapshot text, Diagnostic diagnostic)
    {
        var (start, end) = (diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.End);
        if (start == end && end < text.Text.Length && text.Text[end] is not ('\r' or '\n'))
        {
            end++;
        }
        else if (start == end && start > 0 && text.Text[start - 1] is not ('\r' or '\n'))
        {
            start--;
        }

        return new TextRange(text.PositionAt(start), text.PositionAt(end));
    }
}
