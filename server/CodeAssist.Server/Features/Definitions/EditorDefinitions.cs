using CodeAssist.Context.Index;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Context;
using CodeAssist.JsonRpc;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Session;

namespace CodeAssist.Server.Features.Definitions;

/// <summary>Adds what the editor's own language servers know to what the workspace knows: the definitions of the names before a caret.</summary>
/// <remarks>
/// Only of files that the index has, so of none that ignore rules or the classes that are never sent keep out. The names are chosen when the caret comes to a line and stay while it is there, so
/// that prompts begin alike. An answer that comes too late serves the next key.
/// </remarks>
/// <param name="inner">What the workspace knows.</param>
/// <param name="indexes">Its files.</param>
/// <param name="time">Measures the waiting.</param>
internal sealed class EditorDefinitions(IContextSource inner, WorkspaceIndexes indexes, TimeProvider time) : IContextSource
{
    private const int MostNames = 6;
    private const int MostSnippets = 3;
    private const int MostCharacters = 1_200;
    private const int MostDocuments = 16;

    /// <summary>That a key waits for all its context.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(50);

    /// <summary>Language servers that are still reading a project take their time.</summary>
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string Line, Task<IReadOnlyList<ContextSnippet>> Found)> _asked = new(StringComparer.Ordinal);

    /// <summary>Asks the editor; null where there is none.</summary>
    public Func<DefinitionsParams, CancellationToken, Task<IReadOnlyList<DefinitionPlace>>>? Ask { get; set; }

    public async Task<IReadOnlyList<ContextSnippet>> GatherAsync(CompletionRequest request, int limit, CancellationToken cancellationToken)
    {
        var asked = Ask is { } ask && request is { Uri: { } uri, Folder: { } folder } ? AskOnceAsync(ask, request, uri, folder) : null;
        var gathered = await inner.GatherAsync(request, limit, cancellationToken);
        if (asked is null)
        {
            return gathered;
        }

        try
        {
            var defined = await asked.WaitAsync(_patience, time, cancellationToken);
            return [.. gathered, .. defined.Where(definition => !gathered.Any(snippet => Overlaps(snippet, definition)))];
        }
        catch (TimeoutException)
        {
            return gathered;
        }
    }

    private Task<IReadOnlyList<ContextSnippet>> AskOnceAsync(Func<DefinitionsParams, CancellationToken, Task<IReadOnlyList<DefinitionPlace>>> ask, CompletionRequest request, string uri, string folder)
    {
        // What stands before the caret's line says which line it is, also when lines above come and go.
        var lineStart = request.Caret - request.LineBefore.Length;
        var line = $"{request.Text.AsSpan(0, lineStart).Count('\n')} {string.GetHashCode(request.Text.AsSpan(0, lineStart), StringComparison.Ordinal)}";
        lock (_lock)
        {
            if (_asked.TryGetValue(uri, out var known) && string.Equals(known.Line, line, StringComparison.Ordinal))
            {
                return known.Found;
            }

            if (_asked.Count >= MostDocuments)
            {
                _asked.Clear();
            }

            var found = AskAsync(ask, request, uri, folder);
            _asked[uri] = (line, found);
            return found;
        }
    }

    // Not ended with the key that began it: the next one is served by it.
    private async Task<IReadOnlyList<ContextSnippet>> AskAsync(
        Func<DefinitionsParams, CancellationToken, Task<IReadOnlyList<DefinitionPlace>>> ask, CompletionRequest request, string uri, string folder)
    {
        var names = NamesBefore.Of(request.Text, request.Caret, MostNames);
        if (names.Count == 0)
        {
            return [];
        }

        using var limit = new CancellationTokenSource(_limit, time);
        try
        {
            var places = await ask(new DefinitionsParams(uri, names), limit.Token);
            return await ReadAsync(places.Where(place => !string.Equals(place.Uri, uri, StringComparison.Ordinal)), request.Path, folder, limit.Token);
        }
        catch (Exception exception) when (exception is JsonRpcException or IOException or OperationCanceledException)
        {
            // No language server, one that fails, or an editor that has gone: then the workspace's own text has to do.
            return [];
        }
    }

    private async Task<IReadOnlyList<ContextSnippet>> ReadAsync(IEnumerable<DefinitionPlace> places, string path, string folder, CancellationToken cancellationToken)
    {
        List<ContextSnippet> snippets = [];
        var characters = 0;
        foreach (var place in places.Distinct())
        {
            if (snippets.Count < MostSnippets && Below(folder, place.Uri) is { } below && !string.Equals(below, path, StringComparison.Ordinal)
                && await IndexedText.ReadAsync(indexes.Of(folder), folder, below, cancellationToken) is { } text
                && DefinitionText.Of(text, place.Range) is { Length: > 0 } defined && characters + defined.Length <= MostCharacters)
            {
                snippets.Add(new ContextSnippet(below, defined));
                characters += defined.Length;
            }
        }

        // The nearest name's next to the code.
        snippets.Reverse();
        return snippets;
    }

    private static string? Below(string folder, string uri)
    {
        if (DocumentName.LocalPath(uri) is not { } file)
        {
            return null;
        }

        var relative = Path.GetRelativePath(folder, file).Replace('\\', '/');
        return relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? null : relative;
    }

    private static bool Overlaps(ContextSnippet snippet, ContextSnippet definition) =>
        string.Equals(snippet.Path, definition.Path, StringComparison.Ordinal)
        && snippet.Text.Contains(definition.Text.AsSpan(0, definition.Text.IndexOf('\n', StringComparison.Ordinal)).Trim().TrimEnd("{;").TrimEnd(), StringComparison.Ordinal);
}
