using System.Collections.Concurrent;
using CodeAssist.Context.Ignoring;
using CodeAssist.Context.Index.Files;
using CodeAssist.Context.Index.Open;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Context;
using CodeAssist.Core.Completion.Continuations;

namespace CodeAssist.Context.Index;

/// <summary>One index for each workspace folder: no folder's text is proposed in another. Thread-safe.</summary>
public sealed class WorkspaceIndexes : IContinuationSource, IContextSource
{
    // A disk that takes longer hangs: the document stays out until it answers.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, WorkspaceIndex> _indexes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Admissions> _admissions = new(StringComparer.Ordinal);
    private readonly WorkspaceIndex _loose = new();

    /// <summary>Bytes of memory that all of them take.</summary>
    public long Bytes => _loose.Bytes + _indexes.Values.Sum(index => index.Bytes);

    /// <param name="folder">Absolute path; null for documents outside of every folder.</param>
    public WorkspaceIndex Of(string? folder) => folder is null ? _loose : _indexes.GetOrAdd(folder, static _ => new WorkspaceIndex());

    /// <summary>Forgets a folder's text.</summary>
    public void Remove(string folder)
    {
        _indexes.TryRemove(folder, out _);
        _admissions.TryRemove(folder, out _);
    }

    /// <summary>Decides whether a document that an editor has may be indexed: one that the folder's ignore rules name may not. Ends when it is decided.</summary>
    /// <param name="folder">Absolute path; null for documents outside of every folder.</param>
    /// <param name="path">Relative to the folder, with forward slashes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task AdmitAsync(string? folder, string path, CancellationToken cancellationToken)
    {
        if (folder is null || AdmissionsOf(folder).AdmitAsync(path) is not { IsCompleted: false } deciding)
        {
            return;
        }

        try
        {
            await deciding.WaitAsync(_patience, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Kept out so far.
        }
    }

    /// <summary>The disk may have changed: where ignore rules are among it, documents that an editor has are decided on again.</summary>
    /// <param name="folder">Absolute path.</param>
    /// <param name="paths">Relative to it, with forward slashes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether there were rules among it: what may be indexed now has to be given again.</returns>
    public async Task<bool> ReviewAsync(string folder, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        if (!paths.Any(path => AllowedFolder.HoldsRules(path[(path.LastIndexOf('/') + 1)..])))
        {
            return false;
        }

        await AdmissionsOf(folder).ReviewAsync().WaitAsync(cancellationToken);

        return true;
    }

    /// <summary>An editor has a document no more.</summary>
    public void Close(string? folder, string path)
    {
        Of(folder).Close(path);
        if (folder is not null)
        {
            AdmissionsOf(folder).Forget(path);
        }
    }

    public IReadOnlyList<Proposal> Propose(CompletionRequest request, int limit) => Of(request.Folder).Propose(request, limit);

    public IReadOnlyList<ContextSnippet> Gather(CompletionRequest request, int limit) => Of(request.Folder).Gather(request, limit);

    private Admissions AdmissionsOf(string folder) => _admissions.GetOrAdd(folder, static (path, index) => new Admissions(index, path), Of(folder));
}
