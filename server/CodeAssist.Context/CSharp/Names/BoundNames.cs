using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Names;

/// <summary>
/// What the compiler makes of a file's names, given that file and those that declare the workspace's own types; nothing of packages. A name is judged only where all that could declare it
/// is known.
/// </summary>
/// <param name="tree">The file.</param>
/// <param name="known">What is known of other files.</param>
/// <param name="declaring">The files that declare a type of a simple name.</param>
/// <param name="isWritten">Whether a word is written anywhere in the workspace.</param>
/// <param name="hasExtensionBlocks">Whether the workspace may have some.</param>
internal sealed class BoundNames(
    SyntaxTree tree, KnownTypes known, Func<string, IReadOnlyList<SyntaxTree>> declaring, Func<string, bool> isWritten, Func<bool> hasExtensionBlocks)
{
    private const int MostRounds = 4;

    private SemanticModel? _model;

    /// <summary>With all that had to be looked for.</summary>
    public KnownTypes Known { get; private set; } = known;

    private SemanticModel Model => _model ??= Known.Compilation.AddSyntaxTrees(tree).GetSemanticModel(tree);

    /// <returns>All symbols that could stand in the name's place, where it is surely none of them; null where it may exist.</returns>
    public IReadOnlyList<ISymbol>? InsteadOf(UsedName name)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            List<string> missing = [];
            var judged = name.Owner is { } owner ? OfMember(name, owner, missing) : OfSimple(name, missing);
            if (judged is not null || missing.Count == 0 || !Read(round == 0 ? missing.Concat(Around(name.Node)) : missing))
            {
                return judged;
            }
        }

        return null;
    }

    private IReadOnlyList<ISymbol>? OfMember(UsedName name, ExpressionSyntax owner, List<string> missing)
    {
        var meant = Model.GetSymbolInfo(owner).Symbol;
        if (meant is INamespaceSymbol)
        {
            return null;
        }

        var type = meant as INamedTypeSymbol ?? Model.GetTypeInfo(owner).Type as INamedTypeSymbol;
        if (type is null or { TypeKind: TypeKind.Error })
        {
            missing.AddRange([type?.Name ?? "", .. Words(owner)]);
            return null;
        }

        if (type.IsAnonymousType || type.IsTupleType || type.TypeKind is TypeKind.Delegate || !IsWhole(type, name.Text, missing))
        {
            return null;
        }

        var members = Model.LookupSymbols(name.Node.SpanStart, type, includeReducedExtensionMethods: true).Where(symbol => symbol.CanBeReferencedByName).ToList();

        // What is called may be an extension of a package, which somebody has used before; what is not, that of a block.
        if (members.Exists(member => Is(member, name.Text)) || (isWritten(name.Text) && (name.IsCalled || hasExtensionBlocks())))
        {
            return null;
        }

        var isType = meant is INamedTypeSymbol && owner is not ObjectCreationExpressionSyntax;
        return [.. members.Where(member => (member.IsStatic || member is INamedTypeSymbol) == isType && !IsOfCore(member))];
    }

    private IReadOnlyList<ISymbol>? OfSimple(UsedName name, List<string> missing)
    {
        // What begins with a capital may be a type of a package, unless it is called.
        if ((char.IsUpper(name.Text[0]) && !name.IsCalled)
            || Model.GetSymbolInfo(name.Node) is { Symbol: not null } or { CandidateSymbols.Length: > 0 }
            || !Model.LookupSymbols(name.Node.SpanStart, name: name.Text).IsEmpty)
        {
            return null;
        }

        // What is called may come by "using static", here or for the whole project.
        var types = name.Node.Ancestors().OfType<BaseTypeDeclarationSyntax>().ToList();
        var mayBeImported = name.IsCalled && (isWritten(name.Text) || tree.GetCompilationUnitRoot().Usings.Any(directive => !directive.StaticKeyword.IsKind(SyntaxKind.None)));
        if (types.Count == 0 || mayBeImported)
        {
            return null;
        }

        foreach (var type in types)
        {
            if (Model.GetDeclaredSymbol(type) is not INamedTypeSymbol declared || !IsWhole(declared, name.Text, missing))
            {
                return null;
            }
        }

        return [.. Model.LookupSymbols(name.Node.SpanStart).Where(symbol => symbol.CanBeReferencedByName && symbol is not INamespaceSymbol && !IsOfCore(symbol) && IsBefore(symbol, name.Node))];
    }

    /// <summary>Whether all members of a type are known: it and its bases are the workspace's, nothing of them is generated, and none stands in code that is switched off.</summary>
    private static bool IsWhole(INamedTypeSymbol type, string name, List<string> missing)
    {
        var whole = true;
        for (var at = type; at is not null && at.SpecialType is not SpecialType.System_Object; at = at.BaseType)
        {
            whole &= IsWholeAlone(at, name, missing);
        }

        foreach (var face in type.TypeKind is TypeKind.Interface ? type.AllInterfaces : [])
        {
            whole &= IsWholeAlone(face, name, missing);
        }

        return whole;
    }

    private static bool IsWholeAlone(INamedTypeSymbol type, string name, List<string> missing)
    {
        if (type.TypeKind is TypeKind.Error)
        {
            missing.Add(type.Name);
            return false;
        }

        return type.SpecialType is SpecialType.System_ValueType or SpecialType.System_Enum
            || (type.DeclaringSyntaxReferences.Length > 0 && type.DeclaringSyntaxReferences.All(reference =>
                reference.SyntaxTree != CoreTypes.Tree
                && reference.GetSyntax() is BaseTypeDeclarationSyntax declaration
                && !declaration.Modifiers.Any(SyntaxKind.PartialKeyword)
                && !IsInDisabledText(declaration, name)));
    }

    private static bool IsInDisabledText(SyntaxNode node, string name) => node.ContainsDirectives && node.DescendantTrivia()
        .Any(trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia) && trivia.ToString().Contains(name, StringComparison.Ordinal));

    /// <summary>Reads the files that declare these types.</summary>
    /// <returns>Whether there were any.</returns>
    private bool Read(IEnumerable<string> types)
    {
        var before = Known.Compilation;
        Known = Known.With(types, declaring) ?? Known;
        if (ReferenceEquals(before, Known.Compilation))
        {
            return false;
        }

        _model = null;
        return true;
    }

    /// <summary>What may be types, around a name: in its member, and in what the members of its type are declared with.</summary>
    private static IEnumerable<string> Around(SyntaxNode node)
    {
        var member = node.Ancestors().OfType<MemberDeclarationSyntax>().FirstOrDefault(above => above is not (BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax));
        var type = node.Ancestors().OfType<BaseTypeDeclarationSyntax>().FirstOrDefault();
        return (type?.BaseList is { } bases ? Words(bases) : [])
            .Concat(member is null ? [] : Words(member))
            .Concat(type?.DescendantNodes(inner => inner is not (BlockSyntax or ArrowExpressionClauseSyntax)).OfType<TypeSyntax>().SelectMany(Words) ?? []);
    }

    private static IEnumerable<string> Words(SyntaxNode node) => node.DescendantNodesAndSelf().OfType<SimpleNameSyntax>()
        .Select(name => name.Identifier.ValueText)
        .Where(word => word.Length > 0 && char.IsUpper(word[0]));

    // A local that is declared further down cannot be used yet.
    private static bool IsBefore(ISymbol symbol, SyntaxNode node) =>
        symbol is not (ILocalSymbol or IRangeVariableSymbol) || symbol.DeclaringSyntaxReferences.All(reference => reference.Span.End <= node.SpanStart);

    private static bool IsOfCore(ISymbol symbol) => symbol.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == CoreTypes.Tree);

    private static bool Is(ISymbol symbol, string name) => string.Equals(symbol.Name, name, StringComparison.Ordinal);
}
