using System.Runtime.CompilerServices;
using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Likelihood;
using CodeAssist.Core.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CodeAssist.Context.CSharp.Likelihood;

/// <summary>What else a line of C# could have said and would, as far as its own file tells, still compile.</summary>
public sealed class CSharpAlternatives : IAlternativeSource
{
    private static readonly ConditionalWeakTable<DocumentSnapshot, CodeTokens> _tokens = [];

    public IReadOnlyList<Alternative> Of(DocumentSnapshot document, int line, CancellationToken cancellationToken)
    {
        var text = document.Text;
        var start = document.OffsetAt(new TextPosition(line, 0));
        var span = TextSpan.FromBounds(start, document.OffsetAt(new TextPosition(line, int.MaxValue)));
        var root = ReviewedDocuments.Of(document).Tree.GetRoot(cancellationToken);
        var copied = new CopiedLines(_tokens.GetValue(document, CodeTokens.Of)).LeftAsTheyWere(line, document.LineCount);
        var found = root.DescendantTokens(span).Where(token => span.Contains(token.Span)).SelectMany(OfToken);

        return [.. copied.Concat(found)
            .Where(other => other.Place.Start >= span.Start && other.Place.End <= span.End
                && !text.AsSpan(other.Place.Start, other.Place.Length).SequenceEqual(other.Text))
            .DistinctBy(other => (other.Place, other.Text))];
    }

    private static IEnumerable<Alternative> OfToken(SyntaxToken token) => token.Parent switch
    {
        null => [],

        // What does not parse is not what its author means, and attributes are no code that runs.
        _ when (token.Parent.FirstAncestorOrSelf<StatementSyntax>() ?? token.Parent).ContainsDiagnostics => [],
        _ when token.Parent.FirstAncestorOrSelf<AttributeListSyntax>() is not null => [],
        IdentifierNameSyntax name => [.. Variables(name), .. Bounds(name), .. Negations(name)],
        LiteralExpressionSyntax literal => OfLiteral(literal),
        BinaryExpressionSyntax binary when token == binary.OperatorToken => OfOperator(binary),
        AssignmentExpressionSyntax assignment when token == assignment.OperatorToken && !IsText(assignment.Right) && assignment.Kind() is not SyntaxKind.SimpleAssignmentExpression =>
            Others(token, SignFamilies.OfOperator(token.Text)).Where(_ => IsNumeric(assignment.Right)),
        PrefixUnaryExpressionSyntax unary when token == unary.OperatorToken => OfPrefix(unary),
        PostfixUnaryExpressionSyntax unary when token == unary.OperatorToken => Others(token, SignFamilies.OfOperator(token.Text)),
        ArgumentListSyntax list when token == list.OpenParenToken => Swapped(list),
        _ => [],
    };

    private static IEnumerable<Alternative> Others(SyntaxToken token, IEnumerable<(FaultKind Kind, string Text)> others) =>
        others.Select(other => new Alternative(other.Kind, Place(token.Span), other.Text));

    private static IEnumerable<Alternative> Variables(IdentifierNameSyntax name)
    {
        if (!IsVariable(name))
        {
            return [];
        }

        var scope = ScopedVariables.At(name);
        var written = scope.FirstOrDefault(variable => string.Equals(variable.Name, name.Identifier.ValueText, StringComparison.Ordinal));
        if (written is null)
        {
            return [];
        }

        var isOfThis = name.Parent is MemberAccessExpressionSyntax access && access.Name == name;
        return scope
            .Where(other => other != written && string.Equals(other.Type, written.Type, StringComparison.Ordinal) && (other.IsMember || !isOfThis) && (written.Type is not null || !other.IsMember))
            .Select(other => new Alternative(FaultKind.Variable, Place(name.Span), other.Name));
    }

    // Not a type, a method, the name of an argument, or a member of something else than this.
    private static bool IsVariable(IdentifierNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name => access.Expression is ThisExpressionSyntax && access.Parent is not InvocationExpressionSyntax,
        InvocationExpressionSyntax call => call.Expression != name,
        NameColonSyntax or NameEqualsSyntax or QualifiedNameSyntax or TypeArgumentListSyntax or BaseTypeSyntax or MemberBindingExpressionSyntax => false,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment => assignment.Left != name,
        TypeSyntax => false,
        ExpressionSyntax or ArgumentSyntax or EqualsValueClauseSyntax or StatementSyntax or ArrowExpressionClauseSyntax or InterpolationSyntax =>
            !SyntaxFacts.IsInTypeOnlyContext(name),
        _ => false,
    };

    private static IEnumerable<Alternative> Bounds(IdentifierNameSyntax name)
    {
        if (name.Identifier.ValueText is not ("Length" or "Count") || name.Parent is not MemberAccessExpressionSyntax access || access.Name != name
            || access.Parent is InvocationExpressionSyntax or MemberAccessExpressionSyntax or AssignmentExpressionSyntax)
        {
            yield break;
        }

        if (access.Parent is BinaryExpressionSyntax { Right: LiteralExpressionSyntax { Token.ValueText: "1" } } around
            && around.Left == access && around.Kind() is SyntaxKind.SubtractExpression or SyntaxKind.AddExpression)
        {
            yield return new Alternative(FaultKind.OffByOne, new OffsetRange(name.SpanStart, around.Span.End), name.Identifier.Text);
        }
        else if (access.Parent is BinaryExpressionSyntax or BracketedArgumentListSyntax or ArgumentSyntax)
        {
            yield return new Alternative(FaultKind.OffByOne, Place(name.Span), name.Identifier.Text + " - 1");
        }
    }

    private static IEnumerable<Alternative> Negations(IdentifierNameSyntax name)
    {
        // The whole of what is asked must begin with this name.
        ExpressionSyntax whole = name;
        while (whole.Parent is MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax && whole.Parent.SpanStart == name.SpanStart)
        {
            whole = (ExpressionSyntax)whole.Parent;
        }

        return IsAsked(whole) ? [new Alternative(FaultKind.Negation, Place(name.Span), "!" + name.Identifier.Text)] : [];
    }

    private static bool IsAsked(ExpressionSyntax expression) => expression.Parent switch
    {
        IfStatementSyntax branch => branch.Condition == expression,
        WhileStatementSyntax loop => loop.Condition == expression,
        ConditionalExpressionSyntax choice => choice.Condition == expression,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } => true,
        _ => false,
    };

    private static IEnumerable<Alternative> OfPrefix(PrefixUnaryExpressionSyntax unary) => unary.Kind() switch
    {
        SyntaxKind.LogicalNotExpression when unary.Operand.GetFirstToken() is var next =>
            [new Alternative(FaultKind.Negation, new OffsetRange(unary.SpanStart, next.Span.End), next.Text)],
        SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression => Others(unary.OperatorToken, SignFamilies.OfOperator(unary.OperatorToken.Text)),
        _ => [],
    };

    private static IEnumerable<Alternative> OfOperator(BinaryExpressionSyntax binary)
    {
        var token = binary.OperatorToken;
        if (binary.Kind() is SyntaxKind.AddExpression && (IsText(binary) || !IsNumeric(binary.Left) || !IsNumeric(binary.Right)))
        {
            return [];
        }

        var others = Others(token, SignFamilies.OfOperator(token.Text));
        return binary is { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.SubtractExpression, Right: LiteralExpressionSyntax { Token.ValueText: "1" } }
            && binary.Left.GetLastToken() is var last
            ? others.Append(new Alternative(FaultKind.OffByOne, new OffsetRange(last.SpanStart, binary.Span.End), last.Text))
            : others;
    }

    private static IEnumerable<Alternative> OfLiteral(LiteralExpressionSyntax literal) => literal.Kind() switch
    {
        SyntaxKind.TrueLiteralExpression => [new Alternative(FaultKind.Literal, Place(literal.Span), "false")],
        SyntaxKind.FalseLiteralExpression => [new Alternative(FaultKind.Literal, Place(literal.Span), "true")],
        SyntaxKind.NumericLiteralExpression when literal.Parent?.Parent is not EnumMemberDeclarationSyntax => Others(literal.Token, SignFamilies.OfNumber(literal.Token.Text)),
        _ => [],
    };

    private static IEnumerable<Alternative> Swapped(ArgumentListSyntax list)
    {
        for (var first = 0; first + 1 < list.Arguments.Count; first++)
        {
            var (one, other) = (list.Arguments[first], list.Arguments[first + 1]);
            if (one.NameColon is null && other.NameColon is null && one.RefKindKeyword.RawKind == other.RefKindKeyword.RawKind && AreAlike(one.Expression, other.Expression))
            {
                var between = list.SyntaxTree.GetText().ToString(TextSpan.FromBounds(one.Span.End, other.SpanStart));
                yield return new Alternative(FaultKind.Arguments, new OffsetRange(one.SpanStart, other.Span.End), other + between + one);
            }
        }
    }

    private static bool AreAlike(ExpressionSyntax one, ExpressionSyntax other) => (one, other) switch
    {
        (IdentifierNameSyntax left, IdentifierNameSyntax right) => TypeOf(left) is { } type && string.Equals(type, TypeOf(right), StringComparison.Ordinal),
        (MemberAccessExpressionSyntax left, MemberAccessExpressionSyntax right) => left.Expression.IsEquivalentTo(right.Expression),
        (LiteralExpressionSyntax left, LiteralExpressionSyntax right) => left.IsKind(right.Kind()),
        _ => false,
    };

    private static string? TypeOf(IdentifierNameSyntax name) =>
        ScopedVariables.At(name).FirstOrDefault(variable => string.Equals(variable.Name, name.Identifier.ValueText, StringComparison.Ordinal))?.Type;

    private static bool IsText(ExpressionSyntax expression) => expression.DescendantNodesAndSelf().Any(node =>
        node is InterpolatedStringExpressionSyntax or LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression or (int)SyntaxKind.CharacterLiteralExpression }
        || (node is IdentifierNameSyntax { Identifier.ValueText: var name } && name is "ToString" or "Name"));

    // As far as the file tells: what nobody knows of is taken for a number only behind a sign that counts.
    private static bool IsNumeric(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.NumericLiteralExpression),
        IdentifierNameSyntax name => TypeOf(name) is "int" or "long" or "float" or "double" or "decimal" or "uint" or "ulong" or "short" or "byte",
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText is "Length" or "Count" or "X" or "Y" or "Width" or "Height",
        ParenthesizedExpressionSyntax inner => IsNumeric(inner.Expression),
        BinaryExpressionSyntax binary => IsNumeric(binary.Left) || IsNumeric(binary.Right),
        PrefixUnaryExpressionSyntax unary => IsNumeric(unary.Operand),
        CastExpressionSyntax => true,
        _ => false,
    };

    private static OffsetRange Place(TextSpan span) => new(span.Start, span.End);
}
