using CodeAssist.Context;
using CodeAssist.Context.CSharp;
using CodeAssist.Context.CSharp.Names;
using CodeAssist.Context.Index;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Gating;
using CodeAssist.Core.Completion.PostProcessing;
using CodeAssist.Core.Models;
using CodeAssist.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodeAssist.Benchmarks.Quality;

/// <summary>Puts holes of files to the pipeline that ships, with an index of the rest of the project and a real model.</summary>
/// <param name="model">The model.</param>
/// <param name="folder">The project.</param>
/// <param name="holesPerFile">Most holes of one file.</param>
internal sealed class QualityRun(ICompletionModel model, string folder, int holesPerFile)
{
    private const int ShortestWord = 4;

    private readonly WorkspaceIndex _index = new();
    private readonly Random _random = new(5);
    private readonly Random _begun = new(6);
    private readonly RememberingModel _model = new(model);
    private readonly CSharpDocuments _documents = new();
    private WorkspaceNames? _names;
    private AuthorsCompiler? _compiler;

    public List<QualityAnswer> Answers { get; } = [];

    public async Task RunAsync(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        await _index.BuildAsync(folder, IndexLimits.Default, new Progress<IndexProgress>(), cancellationToken);
        _compiler = await AuthorsCompiler.ReadAsync(folder, cancellationToken);
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
        _model.Forget();
        // Whatever is in doubt is looked at, however busy the machine is.
        var names = _names ??= new WorkspaceNames(_ => _index, _documents, new ManualTime());
        var gate = new CSharpSyntaxGate(_documents);
        var ships = new CompletionPipeline(_index, _index, _model, gate, names);
        var signatures = new CompletionPipeline(_index, new SignaturesOnly(_index), _model, gate, names);
        var unhealed = new CompletionPipeline(_index, _index, new UnhealedModel(_model), gate, names);
        var ungated = new CompletionPipeline(_index, _index, _model, NoSyntaxGate.Instance, names);
        var (limits, withContext, anyName) = (CompletionLimits.Default, CompletionLimits.Default with { ContextFromTokens = 0 }, CompletionLimits.Default with { RightNames = false });

        var unasked = Request(hole);
        var asked = unasked with { Trigger = CompletionTrigger.Invoked };
        var first = await BestAsync(ships, asked, limits, cancellationToken);
        var shown = await BestAsync(ships, unasked, limits, cancellationToken);
        var free = await BestAsync(ships, asked, anyName, cancellationToken);
        var freeShown = await BestAsync(ships, unasked, anyName, cancellationToken);
        if (Filled(shown, hole) is { Objection: { } objection })
        {
            await Console.Error.WriteLineAsync($"{hole.Path}: {objection} in {shown!.InsertText.ReplaceLineEndings("⏎")} instead of {hole.Wanted.ReplaceLineEndings("⏎")}");
        }

        Answers.Add(new QualityAnswer(
            hole,
            Filled(first, hole),
            Filled(shown, hole),
            first is null ? 0 : EditDistance.Similarity(Compared(first.InsertText, hole), Compared(hole.Wanted, hole)))
        {
            Ungated = Filled(await BestAsync(ungated, unasked, limits, cancellationToken), hole),
            IsExactUnhealed = IsExact(await BestAsync(unhealed, asked, limits, cancellationToken), hole),
            InWord = hole.Begun(ShortestWord, _begun) is { } begun ? await AskInWordAsync(begun, ships, unhealed, cancellationToken) : null,
            IsExactWithSignatures = IsExact(await BestAsync(signatures, asked, withContext, cancellationToken), hole),
            IsExactWithContext = IsExact(await BestAsync(ships, asked, withContext, cancellationToken), hole),
            Free = new FreeNames(IsExact(free, hole), freeShown is not null, IsExact(freeShown, hole), !string.Equals(first?.InsertText, free?.InsertText, StringComparison.Ordinal)),
            IsWantedForbidden = IsForbidden(unasked, hole),
            Binds = IsCSharp(hole) ? _compiler!.Binds(hole) : null,
        });
    }

    private async Task<HealedWord> AskInWordAsync(Hole begun, CompletionPipeline ships, CompletionPipeline unhealed, CancellationToken cancellationToken)
    {
        var asked = Request(begun) with { Trigger = CompletionTrigger.Invoked };
        return new HealedWord(
            IsExact(await BestAsync(ships, asked, CompletionLimits.Default, cancellationToken), begun),
            IsExact(await BestAsync(unhealed, asked, CompletionLimits.Default, cancellationToken), begun));
    }

    private CompletionRequest Request(Hole hole) => new(hole.Path, Path.GetFileName(folder), LanguageIds.Of(hole.Path), hole.Text, hole.Caret, CompletionTrigger.Automatic);

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

    private Fill? Filled(Suggestion? suggestion, Hole hole)
    {
        if (suggestion is null)
        {
            return null;
        }

        return IsCSharp(hole)
            ? new Fill(IsExact(suggestion, hole), Parses(suggestion, hole), _compiler!.Objection(hole, suggestion.InsertText, suggestion.ReplacedAfterCaret))
            : new Fill(IsExact(suggestion, hole), Parses: null, Objection: null);
    }

    private static bool IsCSharp(Hole hole) => hole.Path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase);

    private static bool Parses(Suggestion suggestion, Hole hole)
    {
        var filled = hole.Text.Remove(hole.Caret, suggestion.ReplacedAfterCaret).Insert(hole.Caret, suggestion.InsertText);

        return Errors(filled) <= Errors(hole.Text.Insert(hole.Caret, hole.Wanted));
    }

    private static int Errors(string text) =>
        CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview)).GetDiagnostics().Count(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error);
}
