using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary>What can be told of names and expressions without knowing what they are bound to.</summary>
internal static class SyntaxNames
{
    /// <summary>The last name of a type or a call: <c>List</c> of <c>System.Collections.Generic.List&lt;int&gt;</c>. Empty where there is none.</summary>
    public static string Last(SyntaxNode? node) => node switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        QualifiedNameSyntax name => name.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax name => name.Name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        InvocationExpressionSyntax call => Last(call.Expression),
        NullableTypeSyntax type => Last(type.ElementType),
        PredefinedTypeSyntax type => type.Keyword.ValueText,
        _ => "",
    };

    /// <summary>The name of what a member is taken from: <c>File</c> of <c>System.IO.File.OpenRead</c>.</summary>
    public static string Owner(ExpressionSyntax called) => called is MemberAccessExpressionSyntax access ? Last(access.Expression) : "";

    /// <summary>The method, lambda or accessor that a node runs in.</summary>
    public static SyntaxNode? Function(SyntaxNode node) => node.Ancestors().FirstOrDefault(IsFunction);

    public static bool IsFunction(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or AccessorDeclarationSyntax;

    public static bool IsAsynchronous(SyntaxNode? function) => function switch
    {
        BaseMethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword),
        _ => false,
    };

    /// <summary>What runs in this function itself, without the functions inside it.</summary>
    public static IEnumerable<SyntaxNode> Within(SyntaxNode node) => node.DescendantNodes(inner => inner == node || !IsFunction(inner));

    /// <summary>Whether <c>await</c> may stand here.</summary>
    public static bool MayAwait(SyntaxNode node) => IsAsynchronous(Function(node))
        && !node.Ancestors().TakeWhile(ancestor => !IsFunction(ancestor)).Any(ancestor => ancestor is LockStatementSyntax or UnsafeStatementSyntax or QueryExpressionSyntax or CatchFilterClauseSyntax or FixedStatementSyntax);

    /// <summary>Reading it twice gives the same, as far as the text tells: names, members, operators and literals only.</summary>
    public static bool IsPlain(ExpressionSyntax expression) => expression.DescendantNodesAndSelf().All(node => node
        is IdentifierNameSyntax or MemberAccessExpressionSyntax or LiteralExpressionSyntax or ThisExpressionSyntax or BaseExpressionSyntax or ParenthesizedExpressionSyntax or PredefinedTypeSyntax
        or BinaryExpressionSyntax or ConditionalAccessExpressionSyntax or MemberBindingExpressionSyntax or IsPatternExpressionSyntax or ConstantPatternSyntax or UnaryPatternSyntax or BinaryPatternSyntax
        || (node is PrefixUnaryExpressionSyntax prefix && prefix.Kind() is SyntaxKind.LogicalNotExpression or SyntaxKind.UnaryMinusExpression)
        || (node is ElementAccessExpressionSyntax or BracketedArgumentListSyntax or ArgumentSyntax { RefKindKeyword.RawKind: 0 }));

    /// <summary>Whether a comment or a directive stands anywhere in it.</summary>
    public static bool HasComment(SyntaxNode node) => node.DescendantTrivia().Any(trivia =>
        trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia || trivia.IsDirective || trivia.IsKind(SyntaxKind.DisabledTextTrivia));

    /// <summary>The name of the variable or member that an expression is stored in, directly or as part of a larger one; null where it is not.</summary>
    public static string? StoredIn(ExpressionSyntax expression)
    {
        foreach (var ancestor in expression.Ancestors())
        {
            switch (ancestor)
            {
                case VariableDeclaratorSyntax variable:
                    return variable.Identifier.ValueText;
                case PropertyDeclarationSyntax property:
                    return property.Identifier.ValueText;
                case AssignmentExpressionSyntax assignment when assignment.Right.Span.Contains(expression.Span):
                    return Last(assignment.Left);
                case StatementSyntax or MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax:
                    return null;
            }
        }

        return null;
    }
}
