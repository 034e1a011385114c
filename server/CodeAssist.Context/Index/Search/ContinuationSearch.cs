using CodeAssist.Context.Index.Tokens;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Continuations;

namespace CodeAssist.Context.Index.Search;

/// <summary>Answers one question from what is indexed. Read it top to bottom: places, candidates, probabilities, texts.</summary>
internal static class ContinuationSearch
{
    public static IReadOnlyList<Proposal> Propose(IndexContent content, SymbolTable symbols, RankingWeights weights, CompletionRequest request, int limit)
    {
        var caret = CaretContext.At(request.Text, request.Caret, symbols);
        var places = new PlaceFinder(content, symbols, caret, request.Path, request.Caret).Find();
        var candidates = CandidateSet.Gather(places, symbols, caret);
        var surroundings = new Surroundings(content, symbols, caret, request.Path, request.Caret);
        var ranked = Ranking.Rank(candidates, caret, surroundings, symbols, caret.IsLineStart ? weights.WholeLine : weights.RestOfLine);

        return [.. ranked.Take(limit).Select(entry => new Proposal(
            new ContinuationText(symbols, caret).Line(entry.Candidate).ToString(),
            entry.Probability,
            BlockText.Of(entry.Candidate, request, caret, symbols),
            new Evidence(
                entry.Candidate.Characters, entry.Candidate.Occurrences, candidates.Looked,
                entry.Candidate.IsSameFile, entry.Candidate.IsRenamed)))];
    }
}
