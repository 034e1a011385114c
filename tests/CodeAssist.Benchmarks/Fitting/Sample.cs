using CodeAssist.Benchmarks.Replay;
using CodeAssist.Context.Index;
using CodeAssist.Context.Index.Search;
using CodeAssist.Context.Index.Tokens;
using CodeAssist.Core.Completion;

namespace CodeAssist.Benchmarks.Fitting;

/// <summary>One task as the fit sees it.</summary>
/// <param name="History">Whose task it is; every history counts as much as another, however many tasks it has.</param>
/// <param name="Candidates">Features of each candidate.</param>
/// <param name="Caret">Features of the caret.</param>
/// <param name="Right">Which candidate is right, or −1.</param>
internal sealed record Sample(string History, bool IsWholeLine, double[][] Candidates, double[] Caret, int Right)
{
    public static Sample Of(string history, IndexContent content, SymbolTable symbols, CompletionRequest request, CompletionTask task)
    {
        var caret = CaretContext.At(request.Text, request.Caret, symbols);
        var set = CandidateSet.Gather(new PlaceFinder(content, symbols, caret, request.Path, request.Caret).Find(), symbols, caret);
        var candidates = new List<double[]>();
        var surroundings = new Surroundings(content, symbols, caret, request.Path, request.Caret);
        var right = -1;
        foreach (var candidate in set.All)
        {
            var features = new double[CandidateFeatures.Count];
            CandidateFeatures.Describe(set, candidate, caret, surroundings, symbols, features);
            if (right < 0 && string.Equals(new ContinuationText(symbols, caret).Line(candidate).ToString().TrimEnd(), task.Wanted.TrimEnd(), StringComparison.Ordinal))
            {
                right = candidates.Count;
            }

            candidates.Add(features);
        }

        var ofCaret = new double[CandidateFeatures.CaretCount];
        CandidateFeatures.Describe(set, caret, ofCaret);
        return new Sample(history, task.IsWholeLine, [.. candidates], ofCaret, right);
    }
}
