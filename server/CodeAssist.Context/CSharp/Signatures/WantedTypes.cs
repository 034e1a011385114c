using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Signatures;

/// <summary>The types whose members somebody at a caret is likely to write, by their names: told from the syntax of the file alone, so at once and without the project.</summary>
/// <param name="Receiver">Of what stands before the dot at the caret, the likeliest first; empty where there is none, or it cannot be told.</param>
/// <param name="Scope">Of bases (their members may be still to implement), parameters, variables, fields; in this order.</param>
internal sealed record WantedTypes(IReadOnlyList<string> Receiver, IReadOnlyList<string> Scope)
{
    private const int MostScope = 12;

    /// <param name="root">The file.</param>
    /// <param name="text">Its text.</param>
    /// <param name="caret">Offset in UTF-16 units.</param>
    public static WantedTypes At(SyntaxNode root, string text, int caret)
    {
        var token = root.FindToken(Math.Max(0, caret - 1));
        var type = token.Parent?.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().FirstOrDefault();
        var member = token.Parent?.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().FirstOrDefault(node => node is not (BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax));
        var own = root.DescendantNodes(node => node is not (BlockSyntax or ArrowExpressionClauseSyntax)).OfType<BaseTypeDeclarationSyntax>()
            .Select(declared => declared.Identifier.ValueText).ToHashSet(StringComparer.Ordinal);
        var scope = Bases(type).Concat(Variables(member).SelectMany(variable => variable.Types)).Concat(Variables(type, member).SelectMany(variable => variable.Types));
        return new WantedTypes(
            [.. Receivers(text, caret, member, type).Where(name => !own.Contains(name)).Distinct(StringComparer.Ordinal)],
            [.. scope.Where(name => !own.Contains(name)).Distinct(StringComparer.Ordinal).Take(MostScope)]);
    }

    private static IEnumerable<string> Receivers(string text, int caret, MemberDeclarationSyntax? member, TypeDeclarationSyntax? type)
    {
        if (BeforeDot(text.AsSpan(0, caret)) is not { } name)
        {
            return [];
        }

        var known = Variables(member).Concat(Variables(type, member)).FirstOrDefault(variable => string.Equals(variable.Name, name, StringComparison.Ordinal));
        return known.Types is not null ? known.Types
            : name is "base" ? Bases(type)
            : char.IsUpper(name[0]) ? [name]
            : [];
    }

    private static IEnumerable<string> Bases(TypeDeclarationSyntax? type) => type?.BaseList?.Types.SelectMany(based => Names(based.Type)) ?? [];

    /// <summary>Parameters and variables of a member, those that are declared last before all others.</summary>
    private static IEnumerable<(string Name, List<string> Types)> Variables(MemberDeclarationSyntax? member) => member is null
        ? []
        : member.DescendantNodes().Select(Declared).Where(variable => variable.Name is not null).Select(variable => (variable.Name!, variable.Types)).Reverse();

    /// <summary>Fields, properties and parameters of the type itself.</summary>
    private static IEnumerable<(string Name, List<string> Types)> Variables(TypeDeclarationSyntax? type, MemberDeclarationSyntax? besides)
    {
        if (type is null)
        {
            return [];
        }

        var parameters = type.ParameterList?.Parameters.Select(parameter => (parameter.Identifier.ValueText, Names(parameter.Type))) ?? [];
        var members = type.Members.Where(member => member != besides).SelectMany(member => member switch
        {
            FieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => (variable.Identifier.ValueText, OfVariable(field.Declaration.Type, variable))),
            PropertyDeclarationSyntax property => [(property.Identifier.ValueText, Names(property.Type))],
            _ => [],
        });
        return parameters.Concat(members);
    }

    private static (string? Name, List<string> Types) Declared(SyntaxNode node) => node switch
    {
        ParameterSyntax { Type: not null } parameter => (parameter.Identifier.ValueText, Names(parameter.Type)),
        VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } variable => (variable.Identifier.ValueText, OfVariable(declaration.Type, variable)),
        ForEachStatementSyntax each => (each.Identifier.ValueText, Names(each.Type)),
        DeclarationPatternSyntax { Designation: SingleVariableDesignationSyntax named } pattern => (named.Identifier.ValueText, Names(pattern.Type)),
        DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax named } expression => (named.Identifier.ValueText, Names(expression.Type)),
        _ => (null, []),
    };

    // What is made, awaited of itself, or cast to says what "var" is; what a method gives back would take its declaration.
    private static List<string> OfVariable(TypeSyntax declared, VariableDeclaratorSyntax variable) => declared.IsVar
        ? variable.Initializer?.Value switch
        {
            ObjectCreationExpressionSyntax made => Names(made.Type),
            CastExpressionSyntax cast => Names(cast.Type),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression, Right: TypeSyntax type } => Names(type),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: [>= 'A' and <= 'Z', ..] maker } } } => [maker],
            _ => [],
        }
        : Names(declared);

    /// <summary>The simple names in a type, outermost first: of <c>List&lt;Cart&gt;</c> both.</summary>
    private static List<string> Names(TypeSyntax? type) => type switch
    {
        IdentifierNameSyntax { IsVar: false } name => [name.Identifier.ValueText],
        GenericNameSyntax generic => [generic.Identifier.ValueText, .. generic.TypeArgumentList.Arguments.SelectMany(Names)],
        QualifiedNameSyntax qualified => Names(qualified.Right),
        AliasQualifiedNameSyntax qualified => Names(qualified.Name),
        NullableTypeSyntax nullable => Names(nullable.ElementType),
        ArrayTypeSyntax array => Names(array.ElementType),
        RefTypeSyntax reference => Names(reference.Type),
        TupleTypeSyntax tuple => [.. tuple.Elements.SelectMany(element => Names(element.Type))],
        _ => [],
    };

    /// <returns>The name before the last dot of a text that ends in it, or in the beginning of a member's name; null where an expression stands there.</returns>
    private static string? BeforeDot(ReadOnlySpan<char> text)
    {
        text = WithoutName(text).TrimEnd();
        if (text is not [.. var before, '.'])
        {
            return null;
        }

        before = before.TrimEnd().TrimEnd("?!").TrimEnd();
        var rest = WithoutName(before);
        var name = before[rest.Length..];
        rest = rest.TrimEnd();
        var isMember = rest is [.. var owner, '.'] && owner.TrimEnd() is var trimmed && trimmed[WithoutName(trimmed).Length..] is not "this";
        return name.IsEmpty || char.IsAsciiDigit(name[0]) || isMember ? null : name.ToString();
    }

    private static ReadOnlySpan<char> WithoutName(ReadOnlySpan<char> text)
    {
        var end = text.Length;
        while (end > 0 && (char.IsLetterOrDigit(text[end - 1]) || text[end - 1] is '_'))
        {
            end--;
        }

        return text[..end];
    }
}
