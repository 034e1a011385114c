using CodeAssist.Context.Checkpoints;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Agent.Files;
using CodeAssist.Models.Ledger;

namespace CodeAssist.Server.Delegating.Hands;

/// <summary>Carries out what a model wants to do in one task. Calls come one after another.</summary>
internal sealed class AgentHands : IAgentHands, IDisposable
{
    private static readonly TimeSpan _longestKept = TimeSpan.FromDays(7);

    private readonly HandsPlace _place;
    private readonly TaskDisk _disk;
    private readonly CheckpointStore _checkpoints;
    private readonly LookingHands _looking;
    private readonly GitHands _git;
    private readonly EditingHands _editing;
    private readonly RunningHands _running;
    private readonly TaskDiagnostics _diagnostics;
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);

    private AgentHands(HandsPlace place, TaskDisk disk)
    {
        _place = place;
        _disk = disk;
        _checkpoints = new CheckpointStore(Path.Combine(place.Kept, Guid.NewGuid().ToString("N")), place.Root, disk.Folder, disk.Unsaved, place.Time);
        _diagnostics = new TaskDiagnostics(disk, place, () => [.. _changed]);
        _looking = new LookingHands(disk, place.Time);
        _git = new GitHands(disk, place);
        _editing = new EditingHands(disk, _checkpoints, _diagnostics);
        _running = new RunningHands(disk, place, _checkpoints, _git, new ApprovalFile(place.Approvals, place.Root), _changed);
    }

    /// <summary>Whether the kernel keeps every file operation beneath the root.</summary>
    public bool IsByHandle => _disk.Folder.IsByHandle;

    /// <summary>Also deletes what tasks kept that ended a week ago.</summary>
    /// <returns>Null where the root cannot be opened.</returns>
    public static AgentHands? TryOpen(HandsPlace place)
    {
        CheckpointStore.CleanUp(place.Kept, place.Time.GetUtcNow() - _longestKept);
        return TaskDisk.TryOpen(place) is { } disk ? new AgentHands(place, disk) : null;
    }

    public async Task<ActionResult> DoAsync(AgentAction action, ApprovalGrant? grant, CancellationToken cancellationToken)
    {
        var result = action switch
        {
            AgentAction.Read read => await _looking.ReadAsync(read, grant, cancellationToken),
            AgentAction.List list => await _looking.ListAsync(list, cancellationToken),
            AgentAction.Search search => await _looking.SearchAsync(search, cancellationToken),
            AgentAction.Outline outline => await _looking.OutlineAsync(outline, cancellationToken),
            AgentAction.References references => await _looking.ReferencesAsync(references, cancellationToken),
            AgentAction.Diagnostics diagnostics => await _diagnostics.TellAsync(diagnostics, cancellationToken),
            AgentAction.GitRead read => await _git.ReadAsync(read, cancellationToken),
            AgentAction.Edit edit => await _editing.EditAsync(edit, grant, cancellationToken),
            AgentAction.Run run => await _running.RunAsync(run, grant, cancellationToken),
            _ => TaskDisk.Refuse("That is nothing that hands can do."),
        };
        switch (result)
        {
            case ActionResult.Done done:
                _changed.UnionWith(done.Changed);
                break;
            case ActionResult.Refused:
                // Without the path: records are kept longer than anybody remembers what was private about it.
                await _place.Note(new LedgerNotice(LedgerNotice.TaskRefused, $"A task wanted what its rules forbid ({action.GetType().Name.ToLowerInvariant()}). It was not done."), cancellationToken);
                break;
        }

        return result;
    }

    public Task<Checkpoint?> MarkAsync(CancellationToken cancellationToken) => _checkpoints.MarkAsync(cancellationToken);

    /// <summary>Only what the task has changed: what the user did meanwhile is the user's.</summary>
    public async Task<IReadOnlyList<FileDifference>> CompareAsync(Checkpoint since, CancellationToken cancellationToken) =>
        [.. (await _checkpoints.CompareAsync(since, cancellationToken)).Where(difference => _changed.Contains(difference.Path) || (difference.OldPath is { } old && _changed.Contains(old)))];

    public async Task<Restoration> RestoreAsync(Checkpoint to, IReadOnlyList<string>? paths, CancellationToken cancellationToken)
    {
        List<TaskPath> files = [];
        List<string> problems = [];
        foreach (var written in paths ?? [.. _changed])
        {
            if (TaskPath.TryParse(written, out var path, out var objection))
            {
                files.Add(path);
            }
            else
            {
                problems.Add($"{written}: {objection}");
            }
        }

        var restoration = await _checkpoints.RestoreAsync(to, files, cancellationToken);
        return restoration with { Problems = [.. problems, .. restoration.Problems] };
    }

    public async Task<Restoration> RestorePlacesAsync(Checkpoint to, string path, IReadOnlyList<DifferingPlace> places, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return TaskPath.TryParse(path, out var file, out var objection) ? await _checkpoints.RestoreAsync(to, file, places) : new Restoration([], [$"{path}: {objection}"]);
    }

    /// <summary>Forgets what was kept: nothing can be undone afterwards.</summary>
    public void Dispose()
    {
        _checkpoints.Forget();
        _disk.Dispose();
    }
}
