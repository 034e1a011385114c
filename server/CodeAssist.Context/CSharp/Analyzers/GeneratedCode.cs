using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Analyzers;

/// <summary>What is said of code that waits for a source generator: none is run here, so that it may be wrong.</summary>
internal static class GeneratedCode
{
    // Partial methods, properties and events without implementation.
    private static readonly string[] _halves = ["CS8795", "CS9248", "CS9275", "CS9276", "CS8797", "CS0759"];

    // A member or a base member that is not there.
    private static readonly string[] _absent = ["CS0103", "CS0117", "CS0534", "CS0535", "CS0115", "CS1061", "CS1501", "CS1729", "CS7036", "CS1503", "CS0029", "CS0311", "CS0315"];

    // Fields and events that nothing reads or writes.
    private static readonly string[] _unused = ["CS0169", "CS0414", "CS0649", "CS0067", "CS8618"];

    /// <summary>Whether it is about half a member, whose other half a generator writes. It hides nothing else.</summary>
    public static bool Awaits(Diagnostic diagnostic) => _halves.Contains(diagnostic.Id, StringComparer.Ordinal);

    /// <summary>Whether a generator could make it untrue: what it is about belongs to a partial type.</summary>
    public static bool MayChange(Diagnostic diagnostic, SemanticModel model, CancellationToken cancellationToken)
    {
        if (Awaits(diagnostic))
        {
            return true;
        }

        if (!_absent.Contains(diagnostic.Id, StringComparer.Ordinal) && !_unused.Contains(diagnostic.Id, StringComparer.Ordinal))
        {
            return false;
        }

        var node = model.SyntaxTree.GetRoot(cancellationToken).FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        return Types(node, model, cancellationToken).Any(IsPartial);
    }

    // The type that surrounds it, and the one whose member it names.
    private static IEnumerable<ITypeSymbol?> Types(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var around in node.AncestorsAndSelf().OfType<BaseTypeDeclarationSyntax>())
        {
            yield return model.GetDeclaredSymbol(around, cancellationToken);
        }

        foreach (var expression in node.AncestorsAndSelf().TakeWhile(ancestor => ancestor is not StatementSyntax).SelectMany(Receivers))
        {
            yield return model.GetTypeInfo(expression, cancellationToken).Type ?? model.GetSymbolInfo(expression, cancellationToken).Symbol as ITypeSymbol;
        }
    }

    private static IEnumerable<ExpressionSyntax> Receivers(SyntaxNode node) => node switch
    {
        MemberAccessExpressionSyntax access => [access.Expression],
        ConditionalAccessExpressionSyntax access => [access.Expression],
        ObjectCreationExpressionSyntax creation => [creation],
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { Parent: ExpressionSyntax created } } => [created],
        _ => [],
    };

    private static bool IsPartial(ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword)))
            {
                return true;
            }
        }

        return false;
    }
}
