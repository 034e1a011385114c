using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.Outline;

/// <summary>What members are called inside the type or namespace that holds them, overloads apart: <c>Add(Item)</c>, <c>Box&lt;T&gt;</c>, <c>this[int]</c>.</summary>
/// <remarks>Types are told as they are written: two ways to write one of them are two names.</remarks>
internal static class CSharpNames
{
    /// <returns>Several for a field of several variables.</returns>
    public static IEnumerable<string> Of(MemberDeclarationSyntax member) => member switch
    {
        BaseFieldDeclarationSyntax fields => fields.Declaration.Variables.Select(variable => variable.Identifier.Text),
        _ => [Name(member)],
    };

    private static string Name(MemberDeclarationSyntax member) => member switch
    {
        BaseNamespaceDeclarationSyntax @namespace => Written(@namespace.Name),
        ExtensionBlockDeclarationSyntax extension => "extension" + Parameters(extension.ParameterList),
        TypeDeclarationSyntax type => type.Identifier.Text + Arity(type.TypeParameterList),
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax @delegate => @delegate.Identifier.Text + Arity(@delegate.TypeParameterList) + Parameters(@delegate.ParameterList),
        MethodDeclarationSyntax method =>
            Interface(method.ExplicitInterfaceSpecifier) + method.Identifier.Text + Arity(method.TypeParameterList) + Parameters(method.ParameterList),
        ConstructorDeclarationSyntax constructor =>
            (constructor.Modifiers.Any(SyntaxKind.StaticKeyword) ? "static " : "") + constructor.Identifier.Text + Parameters(constructor.ParameterList),
        DestructorDeclarationSyntax destructor => "~" + destructor.Identifier.Text + "()",
        OperatorDeclarationSyntax { CheckedKeyword: var isChecked } @operator =>
            Interface(@operator.ExplicitInterfaceSpecifier) + "operator " + Word(isChecked) + @operator.OperatorToken.Text + Parameters(@operator.ParameterList),
        ConversionOperatorDeclarationSyntax { CheckedKeyword: var isChecked } conversion => Interface(conversion.ExplicitInterfaceSpecifier)
            + conversion.ImplicitOrExplicitKeyword.Text + " operator " + Word(isChecked) + Written(conversion.Type) + Parameters(conversion.ParameterList),
        PropertyDeclarationSyntax property => Interface(property.ExplicitInterfaceSpecifier) + property.Identifier.Text,
        EventDeclarationSyntax @event => Interface(@event.ExplicitInterfaceSpecifier) + @event.Identifier.Text,
        IndexerDeclarationSyntax indexer => Interface(indexer.ExplicitInterfaceSpecifier) + "this" + Parameters(indexer.ParameterList),
        _ => "",
    };

    private static string Word(SyntaxToken token) => token.Text.Length > 0 ? token.Text + " " : "";

    private static string Interface(ExplicitInterfaceSpecifierSyntax? specifier) => specifier is null ? "" : Written(specifier.Name) + ".";

    private static string Arity(TypeParameterListSyntax? parameters) =>
        parameters is null ? "" : $"<{string.Join(", ", parameters.Parameters.Select(parameter => parameter.Identifier.Text))}>";

    private static string Parameters(BaseParameterListSyntax? parameters)
    {
        var types = parameters?.Parameters.Select(parameter => Reference(parameter) + (parameter.Type is { } type ? Written(type) : "")) ?? [];
        return parameters is BracketedParameterListSyntax ? $"[{string.Join(", ", types)}]" : $"({string.Join(", ", types)})";
    }

    // Only what tells overloads apart.
    private static string Reference(ParameterSyntax parameter) =>
        parameter.Modifiers.FirstOrDefault(modifier => modifier.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword or SyntaxKind.InKeyword) is { Text.Length: > 0 } modifier
            ? modifier.Text + " "
            : "";

    /// <summary>Its tokens without what is between them, but for the blank behind a comma and between words.</summary>
    private static string Written(SyntaxNode type)
    {
        var text = new StringBuilder();
        foreach (var token in type.DescendantTokens().Where(token => token.Text.Length > 0))
        {
            var isWord = text.Length > 0 && SyntaxFacts.IsIdentifierPartCharacter(text[^1]) && token.Text is [var first, ..] && SyntaxFacts.IsIdentifierPartCharacter(first);
            var isNext = text is [.., ','] && token.Text is not ("," or "]" or ">");
            text.Append(isWord || isNext ? " " : "").Append(token.Text);
        }

        return text.ToString();
    }
}
