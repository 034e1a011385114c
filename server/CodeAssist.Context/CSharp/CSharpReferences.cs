using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodeAssist.Context.CSharp;

/// <summary>
/// Where a symbol is used in C# files: by its tokens, so that comments and strings do not count, and by what they mean as far as these files tell. Nothing else is loaded; what cannot
/// be told is taken for a use.
/// </summary>
public sealed class CSharpReferences
{
    private readonly string[] _names;
    private readonly Dictionary<string, SyntaxTree> _trees;
    private readonly CSharpCompilation _compilation;
    private readonly Lazy<List<INamedTypeSymbol>> _types;

    /// <param name="symbol">A name, qualified as far as it should be told from others: <c>Cart.Add</c>.</param>
    /// <param name="files">Paths and texts; those that hold the name, and those that say what its types are.</param>
    public CSharpReferences(string symbol, IEnumerable<(string Path, string Text)> files)
    {
        _names = symbol.Split('(', '<')[0].Split('.');
        _trees = files.ToDictionary(file => file.Path, file => CSharpDocument.Parse(file.Path, file.Text).Tree, StringComparer.Ordinal);
        _compilation = CSharpCompilation.Create("references", _trees.Values);
        _types = new Lazy<List<INamedTypeSymbol>>(() => _names.Length < 2
            ? []
            : [.. _compilation.GetSymbolsWithName(_names[^2], SymbolFilter.Type).OfType<INamedTypeSymbol>().Where(type => EndsIn(type, _names.AsSpan(0, _names.Length - 1)))]);
    }

    /// <summary>The last of the names.</summary>
    public string Name => _names[^1];

    /// <summary>Uses of other symbols of that name that were left out until now.</summary>
    public int Others { get; private set; }

    /// <param name="path">One of the files.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Lines from zero, each once, in their order; null for a file that is none of them.</returns>
    public IReadOnlyList<int>? LinesOf(string path, CancellationToken cancellationToken)
    {
        if (!_trees.TryGetValue(path, out var tree))
        {
            return null;
        }

        SortedSet<int> lines = [];
        foreach (var token in tree.GetRoot(cancellationToken).DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken) && string.Equals(token.ValueText, Name, StringComparison.Ordinal)))
        {
            if (IsMeant(token, tree, cancellationToken))
            {
                lines.Add(tree.GetLineSpan(token.Span, cancellationToken).StartLinePosition.Line);
            }
            else
            {
                Others++;
            }
        }

        return [.. lines];
    }

    private bool IsMeant(SyntaxToken token, SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (_names.Length < 2 || token.Parent is not { } node)
        {
            return true;
        }

        var model = _compilation.GetSemanticModel(tree);
        var info = model.GetSymbolInfo(node, cancellationToken);
        IReadOnlyList<ISymbol> meant = model.GetDeclaredSymbol(node, cancellationToken) is { } declared ? [declared]
            : info.Symbol is { } one ? [one]
            : info.CandidateSymbols;
        return meant.Count == 0 || meant.Any(IsMeant);
    }

    private bool IsMeant(ISymbol symbol)
    {
        var real = (symbol as IMethodSymbol)?.ReducedFrom ?? symbol;
        return real switch
        {
            // Of an alias or a type, its own name says it.
            INamedTypeSymbol or INamespaceSymbol => EndsIn(real, _names),
            ILocalSymbol or IParameterSymbol or ILabelSymbol or IRangeVariableSymbol => false,
            { ContainingType: { } type } => _types.Value.Count == 0
                ? EndsIn(type, _names.AsSpan(0, _names.Length - 1))
                : _types.Value.Exists(wanted => AreRelated(wanted, type.OriginalDefinition)),
            _ => true,
        };
    }

    // A call on a base or over an interface may reach it.
    private static bool AreRelated(INamedTypeSymbol one, INamedTypeSymbol other) => IsOrHas(one, other) || IsOrHas(other, one);

    private static bool IsOrHas(INamedTypeSymbol type, INamedTypeSymbol above)
    {
        for (var at = type; at is not null; at = at.BaseType?.OriginalDefinition)
        {
            if (SymbolEqualityComparer.Default.Equals(at, above))
            {
                return true;
            }
        }

        return type.AllInterfaces.Any(face => SymbolEqualityComparer.Default.Equals(face.OriginalDefinition, above));
    }

    private static bool EndsIn(ISymbol symbol, ReadOnlySpan<string> names)
    {
        var at = symbol;
        for (var index = names.Length - 1; index >= 0; index--, at = at.ContainingSymbol)
        {
            if (at is null || !string.Equals(at.Name, names[index], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }
}
