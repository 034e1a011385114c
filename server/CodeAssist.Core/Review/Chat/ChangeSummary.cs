using System.Buffers;

namespace CodeAssist.Core.Review.Chat;

/// <summary>What a change does as a whole, in words that name only what was read.</summary>
public static class ChangeSummary
{
    /// <summary>Pieces that one question takes; of a longer change the first are summed up, and it is said so.</summary>
    private const int MostPieces = 60;

    private static readonly SearchValues<char> _marks = SearchValues.Create("._/\\()<>[]`:#");

    /// <param name="repository">The repository's identity, as the policy knows it.</param>
    /// <param name="pieces">What was read.</param>
    /// <param name="model">Who sums up; null where nobody may be asked, and the pieces speak for themselves.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>A few sentences; empty where nothing was read.</returns>
    public static async Task<string> OfAsync(string repository, IReadOnlyList<ReadPiece> pieces, IReviewModel? model, CancellationToken cancellationToken)
    {
        IReadOnlyList<ReadPiece> first = [.. pieces.Take(MostPieces)];
        if (first.Count > 1 && model is not null
            && await model.SumUpAsync(ReviewPrompts.OnWhole(repository, first), cancellationToken) is ModelAnswer<string>.Read(var text)
            && NamesOnlyWhatIsIn(text, first))
        {
            return text.Trim();
        }

        return string.Join('\n', first.Select(piece => $"{piece.Name}: {piece.Does}"));
    }

    /// <summary>Whether every word that looks like a name of the code, such as <c>Cart.Add</c>, <c>max_size</c> or <c>src/cart.ts</c>, stands in what was read.</summary>
    public static bool NamesOnlyWhatIsIn(string text, IReadOnlyList<ReadPiece> pieces)
    {
        var known = string.Join('\n', pieces.Select(piece => $"{piece.Name} {piece.Does}"));
        return text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Trim('.', ',', ';', ':', '!', '?', '(', ')', '"', '\'', '`', '*'))
            .Where(IsName)
            .All(word => known.Contains(word, StringComparison.Ordinal));
    }

    // An inner capital, or a mark that no word of prose has inside.
    private static bool IsName(string word) =>
        word.Length > 1 && ((word.AsSpan(1).ContainsAnyInRange('A', 'Z') && !word.All(char.IsUpper)) || word.AsSpan(1).ContainsAny(_marks));
}
