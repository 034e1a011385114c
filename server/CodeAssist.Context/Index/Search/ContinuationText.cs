using System.Text;
using CodeAssist.Context.Index.Segments;
using CodeAssist.Context.Index.Tokens;

namespace CodeAssist.Context.Index.Search;

/// <summary>Writes tokens as the text that would stand at the caret.</summary>
internal sealed class ContinuationText(SymbolTable symbols, CaretContext caret)
{
    private readonly StringBuilder _text = new();

    /// <summary>The rest of the caret's line.</summary>
    public ContinuationText Line(Candidate candidate)
    {
        var place = candidate.Best;
        for (var index = 0; index < candidate.Symbols.Length; index++)
        {
            var word = symbols.Text(candidate.Symbols[index]);
            var isSpaced = place.Text.Layout[place.Position + index] == TokenList.SpaceBefore;
            _text.Append(isSpaced && !(index == 0 && caret.IsSpaced) ? " " : "").Append(word);
        }

        return this;
    }

    /// <summary>A line after it.</summary>
    /// <param name="text">Where the line is.</param>
    /// <param name="start">The mark of the line.</param>
    /// <param name="end">The end of the line.</param>
    /// <param name="renaming">What is called differently here.</param>
    /// <param name="indentation">White space that stands before the line here.</param>
    public ContinuationText Line(TokenText text, int start, int end, Renaming renaming, string indentation)
    {
        _text.Append('\n').Append(indentation);
        for (var index = start + 1; index < end; index++)
        {
            _text.Append(index > start + 1 && text.Layout[index] == TokenList.SpaceBefore ? " " : "")
                .Append(symbols.Text(renaming.Apply(text.Symbols[index])));
        }

        return this;
    }

    public override string ToString() => _text.ToString();
}
