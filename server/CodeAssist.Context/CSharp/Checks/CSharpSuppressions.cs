using CodeAssist.Core.Review.Findings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary>What a C# file excuses in C#'s own ways: <c>#pragma warning disable</c>, and <c>[SuppressMessage]</c> on a member around the place.</summary>
internal sealed class CSharpSuppressions
{
    private readonly CompilationUnitSyntax _root;
    private readonly List<PragmaWarningDirectiveTriviaSyntax> _pragmas = [];

    public CSharpSuppressions(CompilationUnitSyntax root)
    {
        _root = root;
        for (var directive = root.GetFirstDirective(); directive is not null; directive = directive.GetNextDirective())
        {
            if (directive is PragmaWarningDirectiveTriviaSyntax { IsActive: true } pragma)
            {
                _pragmas.Add(pragma);
            }
        }
    }

    public static CSharpSuppressions Of(string path, string text) => new((CompilationUnitSyntax)CSharpDocument.Parse(path, text).Tree.GetRoot());

    /// <param name="offset">Where the finding begins.</param>
    /// <param name="rule">By its id or by any name that it has elsewhere.</param>
    public bool Cover(int offset, ReviewRule rule)
    {
        IReadOnlyList<string> ids = [rule.Id, .. rule.AlsoKnownAs];
        return rule.IsExcusable && (ids.Any(id => IsDisabled(offset, id)) || IsOnMember(offset, ids));
    }

    // The last word before the place counts. One without ids speaks of all of them.
    private bool IsDisabled(int offset, string id)
    {
        var isDisabled = false;
        foreach (var pragma in _pragmas.TakeWhile(pragma => pragma.SpanStart < offset))
        {
            if (pragma.ErrorCodes.Count == 0 || pragma.ErrorCodes.Any(code => string.Equals(Id(code), id, StringComparison.OrdinalIgnoreCase)))
            {
                isDisabled = pragma.DisableOrRestoreKeyword.IsKind(SyntaxKind.DisableKeyword);
            }
        }

        return isDisabled;
    }

    private bool IsOnMember(int offset, IReadOnlyList<string> ids)
    {
        if (offset >= _root.FullSpan.End)
        {
            return false;
        }

        var attributes = _root.FindToken(offset).Parent?.AncestorsAndSelf().SelectMany(Attributes) ?? [];
        return attributes.Any(attribute => IsSuppression(attribute) && attribute.ArgumentList?.Arguments is [_, { Expression: LiteralExpressionSyntax id }, ..]
            && ids.Contains(id.Token.ValueText.Split(':')[0].Trim(), StringComparer.OrdinalIgnoreCase));
    }

    private static IEnumerable<AttributeSyntax> Attributes(SyntaxNode node) => node switch
    {
        MemberDeclarationSyntax member => member.AttributeLists.SelectMany(list => list.Attributes),
        LocalFunctionStatementSyntax function => function.AttributeLists.SelectMany(list => list.Attributes),
        AccessorDeclarationSyntax accessor => accessor.AttributeLists.SelectMany(list => list.Attributes),
        _ => [],
    };

    private static bool IsSuppression(AttributeSyntax attribute) => SyntaxNames.Last(attribute.Name) is "SuppressMessage" or "SuppressMessageAttribute" or "UnconditionalSuppressMessage";

    // "CS" may be left out.
    private static string Id(ExpressionSyntax code) => code is LiteralExpressionSyntax number ? $"CS{number.Token.ValueText.PadLeft(4, '0')}" : code.ToString();
}
