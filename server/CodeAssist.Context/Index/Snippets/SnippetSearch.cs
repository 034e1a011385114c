using CodeAssist.Context.Index.Search;
using CodeAssist.Context.Index.Tokens;
using CodeAssist.Core.Completion;

namespace CodeAssist.Context.Index.Snippets;

/// <summary>Looks for the lines of other files that share most names with the text around a caret, rare names before common ones.</summary>
/// <remarks>
/// The score is the one the built-in model was trained with (training/pack.py): shared names over the root of all names, here with
/// a weight for each name that falls with how often the workspace has it.
/// </remarks>
internal sealed class SnippetSearch(IndexContent content, SymbolTable symbols, CompletionRequest request)
{
    // What is looked at is bounded, however large the workspace is: these bounds make the time of an answer.
    private const int UnitsBefore = 600;
    private const int UnitsAfter = 300;
    private const int ShortestName = 3;
    private const int MostNames = 48;
    private const int MostPerName = 32;
    private const int MostOpenDocuments = 8;
    private const int MostTokensPerDocument = 40_000;
    private const int MostCandidates = 24;
    private const double FewestShared = 3;
    private const double MostAlike = 0.6;

    // A file somebody works on says more about what is written next than one nobody has open.
    private const double OpenBonus = 1.3;

    private readonly Dictionary<SnippetWindow, (double Score, int Shared)> _votes = [];

    /// <returns>The best first, none of them nearly the same as another.</returns>
    public List<(SnippetWindow Window, double Score)> Find(int limit)
    {
        var names = NamesAround();
        if (names.Count < FewestShared)
        {
            return [];
        }

        var counts = VoteInSegments(names);
        VoteInOpenDocuments(names, counts);

        return Distinct(
            _votes.Where(vote => vote.Value.Shared >= FewestShared)
                .OrderByDescending(vote => vote.Value.Score)
                .Take(MostCandidates)
                .Select(vote => (vote.Key, Names: vote.Key.Names(symbols), vote.Value.Score))
                .Select(vote => (vote.Key, vote.Names, Score: vote.Score / Math.Sqrt(4 + vote.Names.Count)))
                .OrderByDescending(vote => vote.Score),
            limit);
    }

    private HashSet<int> NamesAround()
    {
        var from = Math.Max(0, request.Caret - UnitsBefore);
        var to = Math.Min(request.Text.Length, request.Caret + UnitsAfter);
        var tokens = new TokenList();
        Lexer.Read(request.Text.AsSpan(from, to - from), symbols, tokens);
        var names = new HashSet<int>();
        foreach (var symbol in tokens.Symbols)
        {
            if (names.Count < MostNames && symbols.Text(symbol).Length >= ShortestName && Renaming.IsName(symbol, symbols))
            {
                names.Add(symbol);
            }
        }

        return names;
    }

    private Dictionary<int, int> VoteInSegments(HashSet<int> names)
    {
        var counts = names.ToDictionary(name => name, _ => 0);
        var found = new List<(int Position, int Matching)>();
        var places = new List<(SnippetWindow Window, int Name)>();
        foreach (var name in names)
        {
            foreach (var segment in content.Segments)
            {
                found.Clear();
                segment.Nearest([name], MostPerName, MostPerName, found);
                counts[name] += found.Count;
                foreach (var (position, _) in found)
                {
                    var document = segment.DocumentAt(position);
                    if (!document.IsGone && !IsOwn(document.Path))
                    {
                        places.Add((new SnippetWindow(segment.Text, (position - 1) / SnippetWindow.Tokens, document.Path), name));
                    }
                }
            }
        }

        foreach (var (window, name) in places.Distinct())
        {
            Vote(window, Weight(counts[name]));
        }

        return counts;
    }

    private void VoteInOpenDocuments(HashSet<int> names, Dictionary<int, int> counts)
    {
        var seen = new HashSet<(int Window, int Name)>();
        foreach (var document in content.Open.Where(document => !IsOwn(document.Path)).Take(MostOpenDocuments))
        {
            var tokens = 0;
            foreach (var chunk in document.Chunks.TakeWhile(_ => tokens < MostTokensPerDocument))
            {
                var all = chunk.Text.Symbols;
                tokens += all.Length;
                seen.Clear();
                for (var position = 0; position < all.Length; position++)
                {
                    if (names.Contains(all[position]) && seen.Add((position / SnippetWindow.Tokens, all[position])))
                    {
                        Vote(new SnippetWindow(chunk.Text, position / SnippetWindow.Tokens, document.Path), OpenBonus * Weight(counts[all[position]]));
                    }
                }
            }
        }
    }

    private void Vote(SnippetWindow window, double weight)
    {
        var (score, shared) = _votes.GetValueOrDefault(window);
        _votes[window] = (score + weight, shared + 1);
    }

    private static double Weight(int count) => 1 / (1 + Math.Log2(1 + count));

    private bool IsOwn(string path) => string.Equals(path, request.Path, StringComparison.Ordinal);

    private static List<(SnippetWindow Window, double Score)> Distinct(
        IEnumerable<(SnippetWindow Window, HashSet<int> Names, double Score)> candidates, int limit)
    {
        var kept = new List<(SnippetWindow Window, HashSet<int> Names, double Score)>();
        foreach (var candidate in candidates)
        {
            if (kept.Count < limit && kept.TrueForAll(other => Alike(other.Names, candidate.Names) < MostAlike))
            {
                kept.Add(candidate);
            }
        }

        return [.. kept.Select(candidate => (candidate.Window, candidate.Score))];
    }

    // Jaccard's index: what both have over what either has.
    private static double Alike(HashSet<int> first, HashSet<int> second)
    {
        var both = first.Count(second.Contains);
        return (double)both / Math.Max(1, first.Count + second.Count - both);
    }
}
