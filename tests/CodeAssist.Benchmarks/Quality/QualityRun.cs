using CodeAssist.Context;
using CodeAssist.Context.CSharp;
using CodeAssist.Context.CSharp.Names;
using CodeAssist.Context.Index;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Gating;
using CodeAssist.Core.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodeAssist.Benchmarks.Quality;

/// <summary>Puts holes of files to the pipeline that ships, with an index of the rest of the project and a real model.</summary>
/// <param name="model">The model.</param>
/// <param name="folder">The project.</param>
/// <param name="holesPerFile">Most holes of one file.</param>
internal sealed class QualityRun(ICompletionModel model, string folder, int holesPerFile)
{
    private readonly WorkspaceIndex _index = new();
    private readonly Random _random = new(5);
    private WorkspaceNames? _names;

    public List<QualityAnswer> Answers { get; } = [];

    public async Task RunAsync(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        await _index.BuildAsync(folder, IndexLimits.Default, new Progress<IndexProgress>(), cancellationToken);
        foreach (var path in files)
        {
            if (await SourceFileReader.ReadAsync(Path.Combine(folder, path), cancellationToken) is not SourceFileResult.Read { File.Text: var read })
            {
                await Console.Error.WriteLineAsync($"absent: {path}");
                continue;
            }

            var text = read.ReplaceLineEndings("\n");
            foreach (var hole in HolePunch.Of(path, text, holesPerFile, _random))
            {
                await AskAsync(hole, cancellationToken);
            }

            await Console.Error.WriteLineAsync($"{path}: {Answers.Count} holes");
            _index.Update(path, text);
            _index.Close(path);
        }
    }

    private async Task AskAsync(Hole hole, CancellationToken cancellationToken)
    {
        _names ??= new WorkspaceNames(_ => _index);
        var pipeline = new CompletionPipeline(_index, _index, model, new CSharpSyntaxGate(), _names);
        var language = LanguageIds.Of(hole.Path);
        var unasked = new CompletionRequest(hole.Path, Path.GetFileName(folder), language, hole.Text, hole.Caret, CompletionTrigger.Automatic);
        var asked = unasked with { Trigger = CompletionTrigger.Invoked };
        var best = await BestAsync(pipeline, asked, CompletionLimits.Default, cancellationToken);
        var withContext = await BestAsync(pipeline, asked, CompletionLimits.Default with { ContextFromTokens = 0 }, cancellationToken);
        var shown = await BestAsync(pipeline, unasked, CompletionLimits.Default, cancellationToken);
        var anyName = CompletionLimits.Default with { RightNames = false };
        var free = await BestAsync(pipeline, asked, anyName, cancellationToken);
        var freeShown = await BestAsync(pipeline, unasked, anyName, cancellationToken);
        Answers.Add(new QualityAnswer(
            hole,
            IsExact(best, hole),
            IsExact(withContext, hole),
            best is null ? 0 : EditDistance.Similarity(Compared(best.InsertText, hole), Compared(hole.Wanted, hole)),
            shown is not null,
            IsExact(shown, hole),
            shown is null || language is not "csharp" ? null : Parses(shown, hole))
        {
            Free = new FreeNames(IsExact(free, hole), freeShown is not null, IsExact(freeShown, hole), !string.Equals(best?.InsertText, free?.InsertText, StringComparison.Ordinal)),
            IsWantedForbidden = IsForbidden(unasked, hole),
        });
    }

    private bool IsForbidden(CompletionRequest request, Hole hole)
    {
        if (_names!.FirstUnknown(request, hole.Wanted, 0) is not { } unknown)
        {
            return false;
        }

        Console.Error.WriteLine($"forbidden: {hole.Wanted.Substring(unknown.Start, unknown.Length)} in {hole.Path}: {hole.Wanted}");
        return true;
    }

    private static async Task<Suggestion?> BestAsync(
        CompletionPipeline pipeline, CompletionRequest request, CompletionLimits limits, CancellationToken cancellationToken) =>
        (await pipeline.CompleteAsync(request, CompletionGate.Default, limits, cancellationToken) as CompletionOutcome.Suggested)?.Best;

    private static bool IsExact(Suggestion? suggestion, Hole hole) =>
        suggestion is not null && string.Equals(Compared(suggestion.InsertText, hole), Compared(hole.Wanted, hole), StringComparison.Ordinal);

    // Of a hole in a line only that line counts; what was suggested beyond it may be right or wrong.
    private static string Compared(string text, Hole hole) => (hole.IsSeveralLines ? text : text.Split('\n')[0]).Trim();

    private static bool Parses(Suggestion suggestion, Hole hole)
    {
        var filled = hole.Text.Remove(hole.Caret, suggestion.ReplacedAfterCaret).Insert(hole.Caret, suggestion.InsertText);

        return Errors(filled) <= Errors(hole.Text.Insert(hole.Caret, hole.Wanted));
    }

    private static int Errors(string text) =>
        CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview)).GetDiagnostics().Count(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error);
}
