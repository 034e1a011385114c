using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary>A shell that is started with a command line that values were put into.</summary>
internal sealed class ShellCommand : ICSharpCheck
{
    private static readonly string[] _shells = ["sh", "bash", "zsh", "dash", "cmd", "cmd.exe", "powershell", "powershell.exe", "pwsh", "pwsh.exe"];

    public ReviewRule Rule => CheckRules.ShellString;

    public IReadOnlyList<SyntaxKind> Kinds { get; } = [SyntaxKind.ObjectCreationExpression, SyntaxKind.InvocationExpression];

    public IEnumerable<CheckHit> Look(SyntaxNode node, CSharpFile file)
    {
        var (program, arguments) = node switch
        {
            ObjectCreationExpressionSyntax { ArgumentList.Arguments: [var first, var second, ..] } created when SyntaxNames.Last(created.Type) is "ProcessStartInfo" => (first.Expression, second.Expression),
            ObjectCreationExpressionSyntax { Initializer: { } initializer } created when SyntaxNames.Last(created.Type) is "ProcessStartInfo" =>
                (created.ArgumentList?.Arguments.FirstOrDefault()?.Expression ?? Set(initializer, "FileName"), Set(initializer, "Arguments")),
            InvocationExpressionSyntax { ArgumentList.Arguments: [var first, var second, ..] } call when SyntaxNames.Owner(call.Expression) is "Process" && SyntaxNames.Last(call.Expression) is "Start" =>
                (first.Expression, second.Expression),
            _ => default,
        };
        if (program is LiteralExpressionSyntax { Token.ValueText: var name } && _shells.Contains(name.Split('/', '\\')[^1], StringComparer.OrdinalIgnoreCase)
            && arguments is not null && StringParts.Of(arguments) is { } parts && parts.Values.FirstOrDefault(value => value.Any(char.IsLower)) is { } value)
        {
            yield return CSharpFile.Hit(Rule, arguments.Span, $"'{value}' becomes part of a command that '{name}' reads; a space, a quote or a semicolon in it changes the command.", node);
        }
    }

    private static ExpressionSyntax? Set(InitializerExpressionSyntax initializer, string property) => initializer.Expressions.OfType<AssignmentExpressionSyntax>()
        .FirstOrDefault(assignment => string.Equals(SyntaxNames.Last(assignment.Left), property, StringComparison.Ordinal))?.Right;
}
