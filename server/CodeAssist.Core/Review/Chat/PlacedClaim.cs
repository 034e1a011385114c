using CodeAssist.Core.Review.Anchoring;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Chat;

/// <summary>A claim whose quote stands where it is said to.</summary>
/// <param name="Unit">Index of the piece.</param>
/// <param name="Range">Where the quote stands in the file.</param>
/// <param name="Claim">What was said.</param>
internal sealed record PlacedClaim(int Unit, TextRange Range, ModelClaim Claim)
{
    /// <summary>A shorter quote stands wherever one looks for it: it proves nothing.</summary>
    private const int FewestLetters = 3;

    /// <summary>Believes a quote only on the line that was named, or where it stands once in the piece; and only if a changed line is part of it.</summary>
    /// <returns>Null where it is not to be believed, with the reason.</returns>
    public static PlacedClaim? Find(ShownUnit shown, int unit, ModelClaim claim, out DropReason reason)
    {
        reason = DropReason.QuoteNotFound;
        if (claim.Quote.Count(letter => !char.IsWhiteSpace(letter)) < FewestLetters)
        {
            return null;
        }

        var places = In(shown, claim.Quote).ToList();
        if (places.Count == 0)
        {
            return null;
        }

        var changed = places.Where(range => Scope.Touches(shown.File, range)).ToList();
        var stated = changed.FindIndex(range => range.Start.Line == claim.Line);
        reason = changed.Count == 0 ? DropReason.OutsideScope : DropReason.SeveralPlaces;
        return stated >= 0 ? new PlacedClaim(unit, changed[stated], claim)
            : changed is [var only] ? new PlacedClaim(unit, only, claim)
            : null;
    }

    /// <summary>Whether a quote stands on a line of a piece, changed or not.</summary>
    public static bool IsCited(ShownUnit shown, int line, string quote) =>
        quote.Count(letter => !char.IsWhiteSpace(letter)) >= FewestLetters && In(shown, quote).Any(range => range.Start.Line == line);

    private static IEnumerable<TextRange> In(ShownUnit shown, string quote) => QuoteSearch.Find(shown.File.New!, quote)
        .Where(range => shown.Unit.Lines.Contains(range.Start.Line) && shown.Unit.Lines.Contains(range.End.Line));
}
