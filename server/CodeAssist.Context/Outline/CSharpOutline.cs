using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.Outline;

/// <summary>The members of a C# file by its tree. Namespaces are none, they only give their names; what stands inside a member belongs to it.</summary>
internal static class CSharpOutline
{
    /// <param name="document">The file.</param>
    /// <param name="root">Its tree.</param>
    public static IReadOnlyList<CodeMember> Read(DocumentSnapshot document, SyntaxNode root)
    {
        var names = new Dictionary<SyntaxNode, string> { [root] = "" };
        List<CodeMember> members = [];
        foreach (var node in root.DescendantNodes(HoldsMembers).OfType<MemberDeclarationSyntax>())
        {
            var prefix = node.Parent is { } parent ? names.GetValueOrDefault(parent, "") : "";
            if (HoldsMembers(node))
            {
                names[node] = $"{prefix}{CSharpNames.Of(node).Single()}.";
            }

            if (node is BaseNamespaceDeclarationSyntax or GlobalStatementSyntax or IncompleteMemberSyntax or EnumMemberDeclarationSyntax)
            {
                continue;
            }

            var lines = Lines(document, node);
            var signature = Signatures.OnOneLine(Head(document.Text, node));
            var isContainer = node is TypeDeclarationSyntax { Members.Count: > 0 };
            members.AddRange(CSharpNames.Of(node).Select(name => new CodeMember(prefix + name, lines, signature) { IsContainer = isContainer }));
        }

        return members;
    }

    private static bool HoldsMembers(SyntaxNode node) => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax;

    /// <summary>With its attributes and with the comments right above it.</summary>
    private static LineSpan Lines(DocumentSnapshot document, SyntaxNode node)
    {
        var start = node.SpanStart;
        var isAfterBreak = false;
        foreach (var trivia in node.GetLeadingTrivia().Reverse())
        {
            if (trivia.IsKind(SyntaxKind.EndOfLineTrivia))
            {
                if (isAfterBreak)
                {
                    break;
                }

                isAfterBreak = true;
            }
            else if (trivia.IsDirective)
            {
                break;
            }
            else if (!trivia.IsKind(SyntaxKind.WhitespaceTrivia))
            {
                start = trivia.SpanStart;
                isAfterBreak = false;
            }
        }

        return new LineSpan(document.PositionAt(start).Line, document.PositionAt(node.Span.End).Line + 1);
    }

    private static ReadOnlySpan<char> Head(string text, MemberDeclarationSyntax node)
    {
        var start = node.AttributeLists is [.., var last] ? last.GetLastToken().GetNextToken().SpanStart : node.SpanStart;
        var end = node switch
        {
            BaseMethodDeclarationSyntax method => method.Body?.SpanStart ?? method.ExpressionBody?.SpanStart,
            PropertyDeclarationSyntax property => property.AccessorList?.SpanStart ?? property.ExpressionBody?.SpanStart,
            BasePropertyDeclarationSyntax property => property.AccessorList?.SpanStart ?? (property as IndexerDeclarationSyntax)?.ExpressionBody?.SpanStart,
            BaseTypeDeclarationSyntax type => type.OpenBraceToken.IsKind(SyntaxKind.None) ? null : type.OpenBraceToken.SpanStart,
            _ => null,
        };

        return text.AsSpan(start, Math.Max(0, (end ?? node.Span.End) - start));
    }
}
