using CodeAssist.Context.Index;
using CodeAssist.Context.Index.Declarations;
using CodeAssist.Context.Index.Tokens;
using Microsoft.CodeAnalysis;

namespace CodeAssist.Context.CSharp.Names;

/// <summary>The files of a workspace that declare a type, parsed. Keeps those that were asked for; thread-safe.</summary>
internal sealed class DeclaringTrees
{
    private const int MostPerType = 3;

    /// <summary>A tree takes some thirty times its text.</summary>
    private const int MostKept = 64;

    /// <summary>UTF-16 units; reading more takes longer than anybody waits for a suggestion.</summary>
    private const int LongestText = 100_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (object Version, SyntaxTree Tree)> _trees = new(StringComparer.Ordinal);

    /// <param name="content">What is indexed.</param>
    /// <param name="symbols">Of all texts.</param>
    /// <param name="type">A simple name.</param>
    /// <param name="besides">Path of a file that is not asked for.</param>
    public IReadOnlyList<SyntaxTree> Of(IndexContent content, SymbolTable symbols, string type, string besides) =>
    [
        .. DeclaredTypes.Find(content, symbols, type)
            .Where(file => !string.Equals(file.Path, besides, StringComparison.Ordinal))
            .Take(MostPerType)
            .Select(Of)
            .OfType<SyntaxTree>(),
    ];

    private SyntaxTree? Of(DeclaringFile file)
    {
        lock (_lock)
        {
            if (_trees.TryGetValue(file.Path, out var known) && ReferenceEquals(known.Version, file.Version))
            {
                return known.Tree;
            }
        }

        var text = file.Read();
        if (text.Length > LongestText)
        {
            return null;
        }

        var tree = CSharpDocument.Parse(file.Path, text).Tree;
        lock (_lock)
        {
            if (_trees.Count >= MostKept)
            {
                _trees.Clear();
            }

            _trees[file.Path] = (file.Version, tree);
        }

        return tree;
    }
}
