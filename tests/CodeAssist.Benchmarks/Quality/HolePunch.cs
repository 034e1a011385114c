using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CodeAssist.Benchmarks.Quality;

/// <summary>Chooses what to take out of a file: by syntax in C#, by line elsewhere.</summary>
internal static class HolePunch
{
    private const int ShortestWanted = 3;
    private const int MostLinesOfBody = 8;

    /// <param name="path">Relative path.</param>
    /// <param name="text">The file, with line feeds only.</param>
    /// <param name="most">Most holes; of each kind as many as of any other, where there are enough.</param>
    /// <param name="random">Chooses among them.</param>
    public static IEnumerable<Hole> Of(string path, string text, int most, Random random)
    {
        var spans = path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) ? InSyntax(text) : InLines(text);
        var kinds = spans
            .Where(hole => text.AsSpan(hole.Span.Start, hole.Span.Length).Trim().Length >= ShortestWanted)
            .GroupBy(hole => hole.Kind, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Shuffled(group, random))
            .ToList();

        return Enumerable.Range(0, most)
            .SelectMany(turn => kinds.Where(kind => turn < kind.Length).Select(kind => kind[turn]))
            .Take(most)
            .Select(hole => Hole.Cut(path, hole.Kind, text, hole.Span.Start, hole.Span.End));
    }

    private static IEnumerable<(string Kind, TextSpan Span)> InSyntax(string text)
    {
        foreach (var node in CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes())
        {
            switch (node)
            {
                case ExpressionStatementSyntax or LocalDeclarationStatementSyntax or ReturnStatementSyntax when IsOneLine(node.Span, text):
                    yield return ("statement", node.Span);
                    break;
                case EqualsValueClauseSyntax { Value: var value } when IsOneLine(value.Span, text) && EndsLine(value.Span.End, text):
                    yield return ("expression", ToLineEnd(value.Span, text));
                    break;
                case ArgumentListSyntax { Arguments.Count: > 0 } list when IsOneLine(list.Arguments.FullSpan, text) && EndsLine(list.Span.End, text):
                    // The rest of the line stays, as where an editor has closed the bracket.
                    yield return ("arguments", TextSpan.FromBounds(list.OpenParenToken.Span.End, list.CloseParenToken.SpanStart));
                    break;
                case BlockSyntax { Statements.Count: > 0 } block when text.AsSpan(block.SpanStart, block.Span.Length).Count('\n') is > 1 and <= MostLinesOfBody:
                    yield return ("body", TextSpan.FromBounds(block.Statements[0].SpanStart, block.Statements[^1].Span.End));
                    break;
                default:
                    break;
            }
        }
    }

    private static IEnumerable<(string Kind, TextSpan Span)> InLines(string text)
    {
        for (var start = 0; start < text.Length; start = LineEnd(start, text) + 1)
        {
            var end = LineEnd(start, text);
            var indentation = text.AsSpan(start, end - start).IndexOfAnyExcept(' ', '\t');
            if (indentation >= 0)
            {
                yield return ("line", TextSpan.FromBounds(start + indentation, end));
            }
        }
    }

    private static T[] Shuffled<T>(IEnumerable<T> items, Random random)
    {
        var all = items.ToArray();
        random.Shuffle(all);
        return all;
    }

    private static bool IsOneLine(TextSpan span, string text) => !text.AsSpan(span.Start, span.Length).Contains('\n');

    private static bool EndsLine(int position, string text) => text.AsSpan(position, LineEnd(position, text) - position).IndexOfAnyExcept(" ;,)") < 0;

    private static TextSpan ToLineEnd(TextSpan span, string text) => TextSpan.FromBounds(span.Start, LineEnd(span.Start, text));

    private static int LineEnd(int position, string text)
    {
        var end = text.IndexOf('\n', position);
        return end < 0 ? text.Length : end;
    }
}
