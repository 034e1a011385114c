using CodeAssist.Context.Index.Tokens;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Continuations;

namespace CodeAssist.Context.Index.Search;

/// <summary>Answers one question from what is indexed. Read it top to bottom: places, candidates, probabilities, texts.</summary>
internal static class ContinuationSearch
{
    // How often a text that is none of the candidates begins as the name at the caret does: what was most likely in the projects
    // that the weights are fitted on, after one letter as after eight.
    private const double OthersBegunAlike = 0.2;

    // How much is believed of what is behind a name that may be complete: from there most was right first in the same projects, for
    // carets inside names as for those behind them.
    private const double Complete = 0.1;

    public static IReadOnlyList<Proposal> Propose(IndexContent content, SymbolTable symbols, RankingWeights weights, CompletionRequest request, int limit)
    {
        var caret = CaretContext.At(request.Text, request.Caret, symbols);
        var begun = caret.Partial.Length > 0 ? GoingOn(caret.Partial, content, symbols, weights, request, limit) : [];

        // That the name is complete is a second question: for where the first has no answer, and for those who ask to have a choice.
        if (begun.Count > 0 && request.Trigger is CompletionTrigger.Automatic)
        {
            return begun;
        }

        var believed = begun.Count == 0 ? 1 : Complete * (1 - begun.Sum(proposal => proposal.Probability));
        var complete = Answer.At(request.Caret, caret, content, symbols, weights, request).Proposals(limit)
            .Select(proposal => proposal with { Probability = believed * proposal.Probability });

        return [.. begun.Concat(complete).DistinctBy(proposal => proposal.Text, StringComparer.Ordinal).OrderByDescending(proposal => proposal.Probability).Take(limit)];
    }

    // Inside a name the question is the one at its beginning, and what has been typed of it since says which answers are still possible.
    private static IReadOnlyList<Proposal> GoingOn(
        string name, IndexContent content, SymbolTable symbols, RankingWeights weights, CompletionRequest request, int limit)
    {
        var start = request.Caret - name.Length;
        var answer = Answer.At(start, CaretContext.At(request.Text, start, symbols), content, symbols, weights, request);
        var agreeing = answer.Ranked.FindAll(entry => GoesOn(name, entry.Candidate, symbols));
        var possible = agreeing.Sum(entry => entry.Probability) + (OthersBegunAlike * answer.None);

        return (answer with { Ranked = agreeing.ConvertAll(entry => (entry.Candidate, entry.Probability / possible)) }).Proposals(limit, begun: name.Length);
    }

    private static bool GoesOn(string name, Candidate candidate, SymbolTable symbols)
    {
        var first = symbols.Text(candidate.Symbols[0]);

        return first.StartsWith(name, StringComparison.Ordinal) && (first.Length > name.Length || candidate.Symbols.Length > 1);
    }

    private sealed record Answer(
        CaretContext Caret, CandidateSet Candidates, List<(Candidate Candidate, double Probability)> Ranked, CompletionRequest Request, SymbolTable Symbols)
    {
        /// <summary>Probability that none of them follows.</summary>
        public double None => Math.Max(0, 1 - Ranked.Sum(entry => entry.Probability));

        public static Answer At(int offset, CaretContext caret, IndexContent content, SymbolTable symbols, RankingWeights weights, CompletionRequest request)
        {
            var places = new PlaceFinder(content, symbols, caret, request.Path, offset).Find();
            var candidates = CandidateSet.Gather(places, symbols, caret);
            var surroundings = new Surroundings(content, symbols, caret, request.Path, offset);
            var ranked = Ranking.Rank(candidates, caret, surroundings, symbols, caret.IsLineStart ? weights.WholeLine : weights.RestOfLine);

            return new Answer(caret, candidates, ranked, request, symbols);
        }

        /// <param name="limit">The likeliest, at most so many.</param>
        /// <param name="begun">How many characters of their texts stand before the caret already, white space before them apart.</param>
        public IReadOnlyList<Proposal> Proposals(int limit, int begun = 0) =>
        [
            .. Ranked.Take(limit).Select(entry => new Proposal(
                Rest(new ContinuationText(Symbols, Caret).Line(entry.Candidate).ToString(), begun),
                entry.Probability,
                BlockText.Of(entry.Candidate, Request, Caret, Symbols) is { } block ? Rest(block, begun) : null,
                new Evidence(
                    entry.Candidate.Characters, entry.Candidate.Occurrences, Candidates.Looked,
                    entry.Candidate.IsSameFile, entry.Candidate.IsRenamed))),
        ];

        private static string Rest(string text, int begun) => begun == 0 ? text : text.TrimStart()[begun..];
    }
}
