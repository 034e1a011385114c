using CodeAssist.Context.CSharp.Likelihood;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Names;

/// <summary>Tells by syntax alone which names need no look: those that the file declares around them, and members of what only packages know. Binding the others costs ten times as much.</summary>
/// <param name="isOwnType">Whether the workspace declares a type of a simple name.</param>
internal sealed class NamesInDoubt(Func<string, bool> isOwnType)
{
    private readonly Dictionary<string, bool> _own = new(StringComparer.Ordinal);

    /// <returns>Whether the compiler has to be asked.</returns>
    public bool Contains(UsedName name) => name.Owner is null ? !IsDeclaredAround(name) : MayBeOwn(name.Owner);

    private static bool IsDeclaredAround(UsedName name) =>
        (char.IsUpper(name.Text[0]) && !name.IsCalled)
        || ScopedVariables.At(name.Node).Any(variable => Is(variable.Name, name.Text))
        || name.Node.Ancestors().OfType<TypeDeclarationSyntax>().Any(type => type.Members.OfType<MethodDeclarationSyntax>().Any(method => Is(method.Identifier.ValueText, name.Text)));

    // What begins with something of a package, and has no type of ours as an argument, ends in something of a package.
    private bool MayBeOwn(ExpressionSyntax owner)
    {
        var words = owner.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText).ToList();
        if (words.Exists(IsOwn))
        {
            return true;
        }

        var root = Root(owner);
        return root switch
        {
            LiteralExpressionSyntax or PredefinedTypeSyntax or InterpolatedStringExpressionSyntax => false,
            IdentifierNameSyntax { IsMissing: true } => false,
            IdentifierNameSyntax variable => ScopedVariables.At(variable).FirstOrDefault(scoped => Is(scoped.Name, variable.Identifier.ValueText)) is { } scoped
                ? scoped.Type is null || Words(scoped.Type).Any(IsOwn)
                : !char.IsUpper(variable.Identifier.ValueText[0]),
            _ => true,
        };
    }

    private bool IsOwn(string word)
    {
        // Of a name that is missing, as between two dots, there is no first letter.
        if (word is "" || !char.IsUpper(word[0]))
        {
            return false;
        }

        if (!_own.TryGetValue(word, out var isOwn))
        {
            _own[word] = isOwn = isOwnType(word);
        }

        return isOwn;
    }

    private static ExpressionSyntax Root(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax access => Root(access.Expression),
        InvocationExpressionSyntax { Expression: not SimpleNameSyntax } call => Root(call.Expression),
        ElementAccessExpressionSyntax element => Root(element.Expression),
        ConditionalAccessExpressionSyntax conditional => Root(conditional.Expression),
        ParenthesizedExpressionSyntax inner => Root(inner.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure => Root(sure.Operand),
        AwaitExpressionSyntax awaited => Root(awaited.Expression),
        _ => expression,
    };

    private static string[] Words(string type) => type.Split(['<', '>', ',', '[', ']', '(', ')', '.', '?', ' '], StringSplitOptions.RemoveEmptyEntries);

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}
