using System.Collections.Concurrent;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Context;
using CodeAssist.Core.Completion.Continuations;

namespace CodeAssist.Context.Index;

/// <summary>One index for each workspace folder: no folder's text is proposed in another. Thread-safe.</summary>
public sealed class WorkspaceIndexes : IContinuationSource, IContextSource
{
    private readonly ConcurrentDictionary<string, WorkspaceIndex> _indexes = new(StringComparer.Ordinal);
    private readonly WorkspaceIndex _loose = new();

    /// <summary>Bytes of memory that all of them take.</summary>
    public long Bytes => _loose.Bytes + _indexes.Values.Sum(index => index.Bytes);

    /// <param name="folder">Absolute path; null for documents outside of every folder.</param>
    public WorkspaceIndex Of(string? folder) => folder is null ? _loose : _indexes.GetOrAdd(folder, static _ => new WorkspaceIndex());

    /// <summary>Forgets a folder's text.</summary>
    public void Remove(string folder) => _indexes.TryRemove(folder, out _);

    public IReadOnlyList<Proposal> Propose(CompletionRequest request, int limit) => Of(request.Folder).Propose(request, limit);

    public Task<IReadOnlyList<ContextSnippet>> GatherAsync(CompletionRequest request, int limit, CancellationToken cancellationToken) =>
        Of(request.Folder).GatherAsync(request, limit, cancellationToken);
}
