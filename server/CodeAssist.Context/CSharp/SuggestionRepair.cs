using System.Text;
using CodeAssist.Core.Completion.PostProcessing;
using Microsoft.CodeAnalysis.CSharp;

namespace CodeAssist.Context.CSharp;

/// <summary>What a suggestion may lack at its end.</summary>
internal static class SuggestionRepair
{
    /// <summary>Closes the brackets that the suggestion opened, the innermost first; a block's on a line of its own.</summary>
    public static string Closers(Draft draft)
    {
        var closers = new StringBuilder();
        foreach (var (kind, position) in OpenBrackets(draft.Text))
        {
            closers.Append(kind switch
            {
                SyntaxKind.OpenParenToken => ")",
                SyntaxKind.OpenBracketToken => "]",
                _ => "\n" + IndentationAt(draft, position) + "}",
            });
        }

        return closers.ToString();
    }

    /// <summary>The body that a declaration or a condition wants, with its braces where this file puts them.</summary>
    public static string EmptyBlock(Draft draft)
    {
        var indentation = "\n" + IndentationAt(draft, draft.Text.Length);

        return (OpensOnOwnLine(draft.Request.Text) ? indentation + "{" : " {") + indentation + "}";
    }

    /// <summary>The brackets that a text opens and does not close, the innermost first, with their offsets in it.</summary>
    public static Stack<(SyntaxKind Kind, int Position)> OpenBrackets(string text)
    {
        var open = new Stack<(SyntaxKind Kind, int Position)>();
        foreach (var token in SyntaxFactory.ParseTokens(text))
        {
            if (token.Kind() is SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken or SyntaxKind.OpenBraceToken)
            {
                open.Push((token.Kind(), token.SpanStart));
            }
            else if (token.Kind() is SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken or SyntaxKind.CloseBraceToken)
            {
                open.TryPop(out _);
            }
        }

        return open;
    }

    private static string IndentationAt(Draft draft, int position)
    {
        var lineStart = draft.Text.LastIndexOf('\n', Math.Max(0, position - 1)) + 1;
        var line = lineStart == 0 ? string.Concat(draft.Request.LineBefore, draft.Text) : draft.Text[lineStart..];

        return line[..^line.TrimStart(' ', '\t').Length];
    }

    // Where the file has none yet, as most C# does.
    private static bool OpensOnOwnLine(string text)
    {
        var isBehind = false;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var written = line.Trim();
            if (written is "{")
            {
                return true;
            }

            isBehind |= written is [.., '{'];
        }

        return !isBehind;
    }
}
