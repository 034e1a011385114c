using CodeAssist.Context.Index.Tokens;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Continuations;

namespace CodeAssist.Context.Index.Search;

/// <summary>Answers one question from what is indexed. Read it top to bottom: places, candidates, probabilities, texts.</summary>
internal sealed class ContinuationSearch(IndexContent content, SymbolTable symbols, RankingWeights weights, CompletionRequest request)
{
    // How often a text that is none of the candidates begins as the name at the caret does: what was most likely in the projects
    // that the weights are fitted on, after one letter as after eight.
    private const double OthersBegunAlike = 0.2;

    // How much is believed of what is behind a name that may be complete: from there most was right first in the same projects, for
    // carets inside names as for those behind them.
    private const double Complete = 0.1;

    /// <param name="limit">The likeliest, at most so many.</param>
    public IReadOnlyList<Proposal> Propose(int limit)
    {
        var caret = CaretContext.At(request.Text, request.Caret, symbols);
        var begun = caret.Partial.Length > 0 ? GoingOn(caret.Partial, limit) : [];

        // That the name is complete is a second question: for where the first has no answer, and for those who ask to have a choice.
        if (begun.Count > 0 && request.Trigger is CompletionTrigger.Automatic)
        {
            return begun;
        }

        var believed = begun.Count == 0 ? 1 : Complete * (1 - begun.Sum(proposal => proposal.Probability));
        var candidates = Candidates(request.Caret, caret);
        var complete = Proposals(candidates, Rank(candidates, request.Caret, caret), caret, limit, begun: 0)
            .Select(proposal => proposal with { Probability = believed * proposal.Probability });

        return [.. begun.Concat(complete).DistinctBy(proposal => proposal.Text, StringComparer.Ordinal).OrderByDescending(proposal => proposal.Probability).Take(limit)];
    }

    // Inside a name the question is the one at its beginning, and what has been typed of it since says which answers are still possible.
    private IReadOnlyList<Proposal> GoingOn(string name, int limit)
    {
        var start = request.Caret - name.Length;
        var caret = CaretContext.At(request.Text, start, symbols);
        var candidates = Candidates(start, caret);
        if (!candidates.All.Any(candidate => GoesOn(name, candidate)))
        {
            return [];
        }

        var ranked = Rank(candidates, start, caret);
        var none = Math.Max(0, 1 - ranked.Sum(entry => entry.Probability));
        var agreeing = ranked.FindAll(entry => GoesOn(name, entry.Candidate));
        var possible = agreeing.Sum(entry => entry.Probability) + (OthersBegunAlike * none);

        return Proposals(candidates, agreeing.ConvertAll(entry => (entry.Candidate, entry.Probability / possible)), caret, limit, name.Length);
    }

    private bool GoesOn(string name, Candidate candidate)
    {
        var first = symbols.Text(candidate.Symbols[0]);

        return first.StartsWith(name, StringComparison.Ordinal) && (first.Length > name.Length || candidate.Symbols.Length > 1);
    }

    private CandidateSet Candidates(int offset, CaretContext caret) =>
        CandidateSet.Gather(new PlaceFinder(content, symbols, caret, request.Path, offset).Find(), symbols, caret);

    private List<(Candidate Candidate, double Probability)> Rank(CandidateSet candidates, int offset, CaretContext caret) =>
        Ranking.Rank(
            candidates,
            caret,
            new Surroundings(content, symbols, caret, request.Path, offset),
            symbols,
            caret.IsLineStart ? weights.WholeLine : weights.RestOfLine);

    /// <param name="candidates">All that were found.</param>
    /// <param name="ranked">Those that are possible, the likeliest first.</param>
    /// <param name="caret">Where they begin.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="begun">How many characters of their texts stand before the caret already, white space before them apart.</param>
    private IReadOnlyList<Proposal> Proposals(
        CandidateSet candidates, List<(Candidate Candidate, double Probability)> ranked, CaretContext caret, int limit, int begun) =>
    [
        .. ranked.Take(limit).Select(entry => new Proposal(
            Rest(new ContinuationText(symbols, caret).Line(entry.Candidate).ToString(), begun),
            entry.Probability,
            BlockText.Of(entry.Candidate, request, caret, symbols) is { } block ? Rest(block, begun) : null,
            new Evidence(
                entry.Candidate.Characters, entry.Candidate.Occurrences, candidates.Looked,
                entry.Candidate.IsSameFile, entry.Candidate.IsRenamed))),
    ];

    private static string Rest(string text, int begun) => begun == 0 ? text : text.TrimStart()[begun..];
}
