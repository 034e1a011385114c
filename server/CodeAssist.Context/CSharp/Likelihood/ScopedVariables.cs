using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Likelihood;

/// <summary>The variables that can be named at a place, by the syntax of its own file: inner ones before outer ones, hidden ones left out.</summary>
internal static class ScopedVariables
{
    public static IReadOnlyList<ScopedVariable> At(SyntaxNode place)
    {
        var found = new Dictionary<string, ScopedVariable>(StringComparer.Ordinal);
        for (var (inner, outer) = (place, place.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            foreach (var variable in Declared(outer, inner, place.SpanStart))
            {
                found.TryAdd(variable.Name, variable);
            }

            if (outer is BaseTypeDeclarationSyntax)
            {
                break;
            }
        }

        return [.. found.Values];
    }

    private static IEnumerable<ScopedVariable> Declared(SyntaxNode outer, SyntaxNode inner, int before) => outer switch
    {
        BlockSyntax block => block.Statements.TakeWhile(statement => statement.SpanStart < before).SelectMany(statement => InStatement(statement, before)),
        SwitchSectionSyntax section => section.Statements.TakeWhile(statement => statement.SpanStart < before).SelectMany(statement => InStatement(statement, before)),
        ForStatementSyntax { Declaration: { } declaration } => Of(declaration, isMember: false),
        ForEachStatementSyntax loop when inner == loop.Statement => [new ScopedVariable(loop.Identifier.ValueText, Text(loop.Type), IsMember: false)],
        UsingStatementSyntax { Declaration: { } declaration } => Of(declaration, isMember: false),
        IfStatementSyntax or WhileStatementSyntax or ReturnStatementSyntax or ExpressionStatementSyntax => Designated(outer, before),
        CatchClauseSyntax { Declaration: { } caught } when caught.Identifier.ValueText.Length > 0 => [new ScopedVariable(caught.Identifier.ValueText, Text(caught.Type), IsMember: false)],
        BaseMethodDeclarationSyntax method => Of(method.ParameterList),
        LocalFunctionStatementSyntax function => Of(function.ParameterList),
        IndexerDeclarationSyntax indexer => indexer.ParameterList.Parameters.Select(Of),
        ParenthesizedLambdaExpressionSyntax lambda => Of(lambda.ParameterList),
        SimpleLambdaExpressionSyntax lambda => [Of(lambda.Parameter)],
        AccessorDeclarationSyntax { RawKind: (int)SyntaxKind.SetAccessorDeclaration or (int)SyntaxKind.InitAccessorDeclaration, Parent.Parent: BasePropertyDeclarationSyntax property } =>
            [new ScopedVariable("value", Text(property.Type), IsMember: false)],
        TypeDeclarationSyntax type => Of(type),
        _ => [],
    };

    private static IEnumerable<ScopedVariable> InStatement(StatementSyntax statement, int before) => statement switch
    {
        LocalDeclarationStatementSyntax local when local.Span.End <= before => [.. Of(local.Declaration, isMember: false), .. Designated(local, before)],
        ExpressionStatementSyntax or IfStatementSyntax => Designated(statement, before),
        _ => [],
    };

    // out var x, is Type x: in scope behind their statement too, so far as a reader would look.
    private static IEnumerable<ScopedVariable> Designated(SyntaxNode statement, int before) => statement
        .DescendantNodes(node => node is not BlockSyntax and not AnonymousFunctionExpressionSyntax)
        .OfType<SingleVariableDesignationSyntax>()
        .Where(designation => designation.Span.End <= before)
        .Select(designation => new ScopedVariable(
            designation.Identifier.ValueText,
            designation.Parent switch
            {
                DeclarationExpressionSyntax declaration => Text(declaration.Type),
                DeclarationPatternSyntax pattern => Text(pattern.Type),
                _ => null,
            },
            IsMember: false));

    private static IEnumerable<ScopedVariable> Of(TypeDeclarationSyntax type) => type.Members
        .SelectMany(member => member switch
        {
            FieldDeclarationSyntax field => Of(field.Declaration, isMember: true),
            PropertyDeclarationSyntax property => [new ScopedVariable(property.Identifier.ValueText, Text(property.Type), IsMember: true)],
            _ => [],
        })
        .Concat(type.ParameterList is { } primary ? Of(primary) : []);

    private static IEnumerable<ScopedVariable> Of(VariableDeclarationSyntax declaration, bool isMember) => declaration.Variables
        .Select(variable => new ScopedVariable(variable.Identifier.ValueText, Text(declaration.Type) ?? OfValue(variable.Initializer?.Value), isMember));

    private static IEnumerable<ScopedVariable> Of(ParameterListSyntax list) => list.Parameters.Select(Of);

    private static ScopedVariable Of(ParameterSyntax parameter) => new(parameter.Identifier.ValueText, parameter.Type is { } type ? Text(type) : null, IsMember: false);

    // Of "var x = …" what the right side says by itself.
    private static string? OfValue(ExpressionSyntax? value) => value switch
    {
        ObjectCreationExpressionSyntax creation => Text(creation.Type),
        CastExpressionSyntax cast => Text(cast.Type),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression, Right: TypeSyntax type } => Text(type),
        InterpolatedStringExpressionSyntax => "string",
        LiteralExpressionSyntax literal => literal.Kind() switch
        {
            SyntaxKind.StringLiteralExpression => "string",
            SyntaxKind.TrueLiteralExpression or SyntaxKind.FalseLiteralExpression => "bool",
            SyntaxKind.NumericLiteralExpression => literal.Token.Value switch { int => "int", double => "double", float => "float", long => "long", _ => null },
            SyntaxKind.CharacterLiteralExpression => "char",
            _ => null,
        },
        _ => null,
    };

    private static string? Text(TypeSyntax type) => type switch
    {
        { IsVar: true } => null,
        NullableTypeSyntax nullable => Text(nullable.ElementType),
        RefTypeSyntax reference => Text(reference.Type),
        PredefinedTypeSyntax predefined => predefined.Keyword.ValueText,
        QualifiedNameSyntax qualified => Text(qualified.Right),
        _ => string.Concat(type.DescendantTokens().Select(token => token.Text)) switch
        {
            "String" => "string",
            "Int32" => "int",
            "Boolean" => "bool",
            "Object" => "object",
            var other => other,
        },
    };
}
