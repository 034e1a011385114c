using System.Globalization;
using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary>A format that asks for more than it is given. One argument alone may be an array of many.</summary>
internal sealed class FormatArguments : ICSharpCheck
{
    public ReviewRule Rule { get; } = new(
        "format-arguments",
        "Format and arguments do not fit",
        FindingCategory.Correctness,
        Severity.Error,
        "The call throws FormatException when it runs. Pass what the format asks for, or use an interpolated string.")
    {
        Languages = CheckLanguages.CSharp,
        Example = "var text = string.Format(\"{0} of {2}\", done, all);",
        AlsoKnownAs = ["CA2241", "IDE0043", "S2275"],
    };

    public IReadOnlyList<SyntaxKind> Kinds { get; } = [SyntaxKind.InvocationExpression];

    public IEnumerable<CheckHit> Look(SyntaxNode node, CSharpFile file)
    {
        var call = (InvocationExpressionSyntax)node;
        if (file.IsTest || !Formats(call))
        {
            yield break;
        }

        var arguments = call.ArgumentList.Arguments;
        var at = arguments.IndexOf(argument => argument.Expression is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression });
        if (!IsFormat(arguments, at) || arguments.Any(argument => argument.NameColon is not null) || HighestIndex(((LiteralExpressionSyntax)arguments[at].Expression).Token.ValueText) is not { } highest)
        {
            yield break;
        }

        var given = arguments.Skip(at + 1).ToList();
        if (highest < given.Count || (given.Count <= 1 && given.TrueForAll(argument => argument.Expression is not LiteralExpressionSyntax) && (given.Count == 1 || SyntaxNames.Last(call.Expression) is not "Format")))
        {
            yield break;
        }

        var message = string.Create(CultureInfo.InvariantCulture, $"The format asks for {{{highest}}}, and there {(given.Count == 1 ? "is 1 argument" : $"are {given.Count} arguments")}: this throws when it runs.");
        yield return CSharpFile.Hit(Rule, call.Span, message);
    }

    // First, or behind what says how numbers are written; a text behind another format is an argument of that one.
    private static bool IsFormat(SeparatedSyntaxList<ArgumentSyntax> arguments, int at) => at == 0
        || (at == 1 && arguments[0].Expression.ToString() is var first && (first.Contains("culture", StringComparison.OrdinalIgnoreCase) || first.Contains("provider", StringComparison.OrdinalIgnoreCase) || first is "null"));

    private static bool Formats(InvocationExpressionSyntax call) => (SyntaxNames.Owner(call.Expression), SyntaxNames.Last(call.Expression)) switch
    {
        ("string" or "String", "Format") => true,
        ("Console" or "Out", "WriteLine" or "Write") => true,
        (_, "AppendFormat") => true,
        _ => false,
    };

    private static int? HighestIndex(string format)
    {
        int? highest = null;
        for (var at = 0; at < format.Length; at++)
        {
            if (format[at] != '{')
            {
                continue;
            }

            if (at + 1 < format.Length && format[at + 1] == '{')
            {
                at++;
                continue;
            }

            var digits = format.AsSpan(at + 1).TrimStart(' ');
            var count = digits.IndexOfAnyExceptInRange('0', '9');
            if (int.TryParse(count < 0 ? digits : digits[..count], NumberStyles.None, CultureInfo.InvariantCulture, out var index) && (highest is null || index > highest))
            {
                highest = index;
            }
        }

        return highest;
    }
}
