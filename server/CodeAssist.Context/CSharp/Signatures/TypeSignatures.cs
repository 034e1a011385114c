using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Signatures;

/// <summary>The types of a C# file as somebody who uses them needs them: what can be called from elsewhere, without bodies.</summary>
internal static class TypeSignatures
{
    /// <summary>UTF-16 units of one type; members that come later are left out.</summary>
    public const int MostCharacters = 1_200;

    /// <param name="root">The file.</param>
    /// <returns>By the type's simple name; of parts of one type in one file the first.</returns>
    public static Dictionary<string, string> Of(SyntaxNode root)
    {
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var type in root.DescendantNodes(node => node is not (BlockSyntax or ArrowExpressionClauseSyntax)).OfType<BaseTypeDeclarationSyntax>())
        {
            types.TryAdd(type.Identifier.ValueText, Of(type));
        }

        return types;
    }

    private static string Of(BaseTypeDeclarationSyntax type)
    {
        if (type is EnumDeclarationSyntax values)
        {
            return $"{Head(type)} {{ {string.Join(", ", values.Members.Select(member => member.Identifier.ValueText))} }}\n";
        }

        var members = ((TypeDeclarationSyntax)type).Members.Where(member => IsSeen(member, type)).Select(Of).Where(text => text.Length > 0);
        var text = new StringBuilder(Head(type)).Append("\n{\n");
        foreach (var member in members.TakeWhile(member => text.Length + member.Length < MostCharacters))
        {
            text.Append("    ").Append(member).Append('\n');
        }

        return text.Append("}\n").ToString();
    }

    // Up to the brace, on one line; attributes say little to who only uses it.
    private static string Head(BaseTypeDeclarationSyntax type)
    {
        var from = type.AttributeLists.Count > 0 ? type.AttributeLists.FullSpan.End : type.SpanStart;
        var to = type.OpenBraceToken.IsKind(SyntaxKind.None) ? type.SemicolonToken.SpanStart : type.OpenBraceToken.SpanStart;
        return OnOneLine(type.SyntaxTree.GetText().ToString(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(from, Math.Max(from, to))));
    }

    private static bool IsSeen(MemberDeclarationSyntax member, BaseTypeDeclarationSyntax type) =>
        type is InterfaceDeclarationSyntax
            ? !member.Modifiers.Any(SyntaxKind.PrivateKeyword)
            : member.Modifiers.Any(modifier => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword);

    private static string Of(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method =>
            $"{Modifiers(method)}{OnOneLine(method.ReturnType)} {method.Identifier.ValueText}{method.TypeParameterList}{OnOneLine(method.ParameterList)};",
        ConstructorDeclarationSyntax constructor => $"{Modifiers(constructor)}{constructor.Identifier.ValueText}{OnOneLine(constructor.ParameterList)};",
        PropertyDeclarationSyntax property => $"{Modifiers(property)}{OnOneLine(property.Type)} {property.Identifier.ValueText} {Accessors(property)}",
        IndexerDeclarationSyntax indexer => $"{Modifiers(indexer)}{OnOneLine(indexer.Type)} this{OnOneLine(indexer.ParameterList)} {Accessors(indexer)}",
        EventFieldDeclarationSyntax raised => $"{Modifiers(raised)}event {OnOneLine(raised.Declaration)};",
        FieldDeclarationSyntax field => $"{Modifiers(field)}{OnOneLine(field.Declaration.Type)} {string.Join(", ", field.Declaration.Variables.Select(variable => variable.Identifier.ValueText))};",
        DelegateDeclarationSyntax called => OnOneLine(called),
        _ => "",
    };

    // Whether it waits inside, or what it hides, is nothing to who calls it.
    private static string Modifiers(MemberDeclarationSyntax member) =>
        string.Concat(member.Modifiers.Where(modifier => modifier.Kind() is not (SyntaxKind.AsyncKeyword or SyntaxKind.NewKeyword or SyntaxKind.PartialKeyword)).Select(modifier => modifier.ValueText + " "));

    private static string Accessors(BasePropertyDeclarationSyntax property) => property.AccessorList is { } list
        ? $"{{ {string.Concat(list.Accessors.Select(accessor => $"{OnOneLine(accessor.Modifiers.ToString())}{(accessor.Modifiers.Count > 0 ? " " : "")}{accessor.Keyword.ValueText}; "))}}}"
        : "{ get; }";

    private static string OnOneLine(SyntaxNode node) => OnOneLine(node.ToString());

    private static string OnOneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
