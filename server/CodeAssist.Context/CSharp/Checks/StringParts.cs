using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary>A text that is put together in place, by interpolation or by <c>+</c>.</summary>
/// <param name="Text">What is written there, with a blank for each value.</param>
/// <param name="Values">What is put in, as the code has it.</param>
internal sealed record StringParts(string Text, IReadOnlyList<string> Values)
{
    /// <returns>Null for what is no such text: a sum without a string in it, or a text without values.</returns>
    public static StringParts? Of(ExpressionSyntax expression)
    {
        var text = new StringBuilder();
        List<string> values = [];
        var hasString = false;
        Add(expression, text, values, ref hasString);
        return hasString && values.Count > 0 ? new StringParts(text.ToString(), values) : null;
    }

    private static void Add(ExpressionSyntax expression, StringBuilder text, List<string> values, ref bool hasString)
    {
        switch (expression)
        {
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                Add(sum.Left, text, values, ref hasString);
                Add(sum.Right, text, values, ref hasString);
                break;
            case ParenthesizedExpressionSyntax inner:
                Add(inner.Expression, text, values, ref hasString);
                break;
            case LiteralExpressionSyntax literal:
                hasString |= literal.IsKind(SyntaxKind.StringLiteralExpression);
                text.Append(literal.Token.ValueText);
                break;
            case InterpolatedStringExpressionSyntax interpolated:
                hasString = true;
                foreach (var content in interpolated.Contents)
                {
                    text.Append(content is InterpolatedStringTextSyntax piece ? piece.TextToken.ValueText : " ");
                    if (content is InterpolationSyntax { Expression: not LiteralExpressionSyntax } hole)
                    {
                        values.Add(hole.Expression.ToString());
                    }
                }

                break;
            default:
                text.Append(' ');
                values.Add(expression.ToString());
                break;
        }
    }
}
