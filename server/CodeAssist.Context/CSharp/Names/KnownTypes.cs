using System.Collections.Immutable;
using CodeAssist.Context.Index;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodeAssist.Context.CSharp.Names;

/// <summary>The files of the workspace that a document's types were looked for in, as one compilation without the document. Immutable: the next question about the document begins with it.</summary>
internal sealed class KnownTypes
{
    private const int MostTrees = 24;
    private const int MostTypes = 64;

    private static readonly CSharpCompilation _core = CSharpCompilation.Create("names", [CoreTypes.Tree], references: null, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private readonly IndexContent _content;
    private readonly ImmutableHashSet<string> _asked;

    private KnownTypes(string path, IndexContent content, ImmutableHashSet<string> asked, CSharpCompilation compilation)
    {
        Path = path;
        _content = content;
        _asked = asked;
        Compilation = compilation;
    }

    /// <summary>Of the document.</summary>
    public string Path { get; }

    public CSharpCompilation Compilation { get; }

    /// <summary>Nothing but the core types.</summary>
    public static KnownTypes None(string path, IndexContent content) => new(path, content, [], _core);

    /// <summary>Whether the workspace is as it was, but for the document itself.</summary>
    public bool IsOf(IndexContent content) => ReferenceEquals(content.Segments, _content.Segments) && Others(content).ToHashSet().SetEquals(Others(_content));

    /// <summary>Looks for types that were not looked for yet.</summary>
    /// <param name="types">Simple names.</param>
    /// <param name="declaring">The files that declare one.</param>
    /// <returns>Null where no file was found.</returns>
    public KnownTypes? With(IEnumerable<string> types, Func<string, IReadOnlyList<SyntaxTree>> declaring)
    {
        var names = types.Where(type => type.Length > 0 && !_asked.Contains(type)).Distinct(StringComparer.Ordinal).Take(MostTypes - _asked.Count).ToList();
        var trees = names.SelectMany(declaring).Distinct().Where(tree => !Compilation.ContainsSyntaxTree(tree)).Take(MostTrees - Compilation.SyntaxTrees.Length).ToList();

        return names.Count == 0 ? null : new KnownTypes(Path, _content, _asked.Union(names), Compilation.AddSyntaxTrees(trees));
    }

    private IEnumerable<object> Others(IndexContent content) => content.Open.Where(document => !string.Equals(document.Path, Path, StringComparison.Ordinal));
}
