using CodeAssist.Context.CSharp;
using CodeAssist.Context.CSharp.Signatures;
using CodeAssist.Context.Index.Tokens;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Context;
using CodeAssist.Core.Text;

namespace CodeAssist.Context.Index.Declarations;

/// <summary>The signatures of the workspace's own C# types that somebody at a caret is likely to need. Thread-safe.</summary>
internal sealed class TypeSnippets
{
    /// <summary>UTF-16 units of signatures of types in scope, in one prompt.</summary>
    private const int MostCharacters = 1_800;

    private const int MostFilesKept = 256;

    private readonly Lock _lock = new();
    private readonly CSharpDocuments _documents = new();
    private readonly Dictionary<string, (object Version, Dictionary<string, string> Types)> _files = new(StringComparer.Ordinal);

    /// <returns>What is wanted at the caret; null for other languages.</returns>
    public WantedTypes? Wanted(CompletionRequest request) => string.Equals(request.LanguageId, Languages.CSharp, StringComparison.Ordinal)
        ? WantedTypes.At(_documents.Of(request).Tree.GetRoot(), request.Text, request.Caret)
        : null;

    /// <returns>Of all that are in scope, as many as there is room for.</returns>
    public IReadOnlyList<ContextSnippet> OfScope(IndexContent content, SymbolTable symbols, CompletionRequest request, WantedTypes wanted)
    {
        List<ContextSnippet> snippets = [];
        var characters = 0;
        foreach (var snippet in wanted.Scope.Select(name => Of(content, symbols, request, name)).OfType<ContextSnippet>())
        {
            if (characters + snippet.Text.Length <= MostCharacters)
            {
                snippets.Add(snippet);
                characters += snippet.Text.Length;
            }
        }

        // The most important one next to the code.
        snippets.Reverse();
        return snippets;
    }

    /// <returns>Of what stands before the dot; null where the workspace has no such type.</returns>
    public ContextSnippet? OfReceiver(IndexContent content, SymbolTable symbols, CompletionRequest request, WantedTypes wanted) =>
        wanted.Receiver.Select(name => Of(content, symbols, request, name)).FirstOrDefault(snippet => snippet is not null);

    private ContextSnippet? Of(IndexContent content, SymbolTable symbols, CompletionRequest request, string name)
    {
        foreach (var file in DeclaredTypes.Find(content, symbols, name).Where(file => !string.Equals(file.Path, request.Path, StringComparison.Ordinal)))
        {
            if (Types(file).TryGetValue(name, out var text))
            {
                return new ContextSnippet(file.Path, text);
            }
        }

        return null;
    }

    private Dictionary<string, string> Types(DeclaringFile file)
    {
        lock (_lock)
        {
            if (_files.TryGetValue(file.Path, out var known) && ReferenceEquals(known.Version, file.Version))
            {
                return known.Types;
            }
        }

        var types = TypeSignatures.Of(CSharpDocument.Parse(file.Path, file.Read()).Tree.GetRoot());
        lock (_lock)
        {
            if (_files.Count >= MostFilesKept)
            {
                _files.Clear();
            }

            _files[file.Path] = (file.Version, types);
        }

        return types;
    }
}
