using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Names;

/// <summary>A name in an expression, and what its place says of it.</summary>
/// <param name="Node">Where it stands.</param>
/// <param name="Owner">The expression whose member it names; null for a name by itself.</param>
/// <param name="IsCalled">Whether it is called like a method.</param>
internal sealed record UsedName(IdentifierNameSyntax Node, ExpressionSyntax? Owner, bool IsCalled)
{
    // What means something without being declared.
    private static readonly HashSet<string> _words = ["args", "await", "dynamic", "field", "global", "nameof", "nint", "nuint", "unmanaged", "value", "var", "when", "yield", "_", "__arglist"];

    public string Text => Node.Identifier.ValueText;

    /// <returns>Null where the name declares something, is a type's or a namespace's, or stands where packages have a say of their own.</returns>
    public static UsedName? Of(IdentifierNameSyntax node)
    {
        if (node.IsMissing || node.IsVar || _words.Contains(node.Identifier.ValueText) || node.Ancestors().Any(above => above is AttributeListSyntax or UsingDirectiveSyntax or CrefSyntax))
        {
            return null;
        }

        return node.Parent switch
        {
            MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression } access when access.Name == node =>
                new UsedName(node, access.Expression, Calls(access)),
            MemberBindingExpressionSyntax binding when binding.Ancestors().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault(access => access.WhenNotNull.Contains(binding)) is { } conditional =>
                new UsedName(node, conditional.Expression, Calls(binding)),
            MemberBindingExpressionSyntax => null,
            AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ObjectInitializerExpression, Parent: ObjectCreationExpressionSyntax made } } assignment
                when assignment.Left == node => new UsedName(node, made, IsCalled: false),
            AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment when assignment.Left == node => null,
            NameColonSyntax or NameEqualsSyntax or GotoStatementSyntax or QualifiedNameSyntax or AliasQualifiedNameSyntax => null,
            _ when SyntaxFacts.IsInTypeOnlyContext(node) || SyntaxFacts.IsInNamespaceOrTypeContext(node) => null,
            _ => new UsedName(node, Owner: null, Calls(node)),
        };
    }

    private static bool Calls(ExpressionSyntax expression) => expression.Parent is InvocationExpressionSyntax call && call.Expression == expression;
}
