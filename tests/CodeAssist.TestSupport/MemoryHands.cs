using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Agent.Edits;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Review.Changes;

namespace CodeAssist.TestSupport;

/// <summary>Hands over files in memory. Commands say what a test tells them to.</summary>
public sealed class MemoryHands : IAgentHands
{
    public const string Repository = "/repository";

    private readonly List<SortedDictionary<string, string>> _marks = [];
    private readonly SortedDictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly List<AgentAction> _did = [];

    public IDictionary<string, string> Files => _files;

    /// <summary>Says how a command ends; null for one that needs approval no longer.</summary>
    public Func<IReadOnlyList<string>, CommandEnd> OnRun { get; set; } = static _ => new CommandEnd(0, "", null);

    /// <summary>Which actions the user has to allow.</summary>
    public Func<AgentAction, bool> AsksFor { get; set; } = static _ => false;

    /// <summary>Paths that only a model of this machine may read.</summary>
    public ISet<string> Ignored { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Everything that was done, in order.</summary>
    public IReadOnlyList<AgentAction> Did => _did;

    public bool CanMark { get; set; } = true;

    public Task<ActionResult> DoAsync(AgentAction action, ApprovalGrant? grant, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var key = action.ToString();
        if (AsksFor(action) && !string.Equals(grant?.Key, key, StringComparison.Ordinal))
        {
            return Task.FromResult<ActionResult>(new ActionResult.NeedsApproval(new ApprovalRequest(key, "It", key, "It asks.", CanBeRemembered: true)));
        }

        _did.Add(action);
        return Task.FromResult(Do(action));
    }

    public Task<Checkpoint?> MarkAsync(CancellationToken cancellationToken)
    {
        if (!CanMark)
        {
            return Task.FromResult<Checkpoint?>(null);
        }

        _marks.Add(new SortedDictionary<string, string>(_files, StringComparer.Ordinal));
        return Task.FromResult<Checkpoint?>(new Checkpoint((_marks.Count - 1).ToString(System.Globalization.CultureInfo.InvariantCulture), default));
    }

    public Task<IReadOnlyList<FileDifference>> CompareAsync(Checkpoint since, CancellationToken cancellationToken)
    {
        var before = Before(since);
        return Task.FromResult<IReadOnlyList<FileDifference>>(
        [
            .. _files.Keys.Union(before.Keys, StringComparer.Ordinal)
                .Where(path => !string.Equals(_files.GetValueOrDefault(path), before.GetValueOrDefault(path), StringComparison.Ordinal))
                .Select(path => Difference(path, before.GetValueOrDefault(path), _files.GetValueOrDefault(path))),
        ]);
    }

    public Task<Restoration> RestoreAsync(Checkpoint to, IReadOnlyList<string>? paths, CancellationToken cancellationToken)
    {
        var before = Before(to);
        var restored = (paths ?? [.. _files.Keys.Union(before.Keys, StringComparer.Ordinal)]).ToList();
        foreach (var path in restored)
        {
            if (before.TryGetValue(path, out var text))
            {
                _files[path] = text;
            }
            else
            {
                _files.Remove(path);
            }
        }

        return Task.FromResult(new Restoration(restored, []));
    }

    public Task<Restoration> RestorePlacesAsync(Checkpoint to, string path, IReadOnlyList<DifferingPlace> places, CancellationToken cancellationToken)
    {
        _files[path] = FileDiff.Without(Before(to)[path], _files[path], places)!;
        return Task.FromResult(new Restoration([path], []));
    }

    private static FileDifference Difference(string path, string? before, string? after)
    {
        var diff = FileDiff.Of(path, before, path, after);
        return new FileDifference(path, before is null ? ChangeKind.Added : after is null ? ChangeKind.Deleted : ChangeKind.Modified, diff.Text) { Places = diff.Places };
    }

    private SortedDictionary<string, string> Before(Checkpoint mark) => _marks[int.Parse(mark.Id, System.Globalization.CultureInfo.InvariantCulture)];

    private ActionResult Do(AgentAction action) => action switch
    {
        AgentAction.Read read => _files.TryGetValue(read.Path, out var text) ? Done(text, read.Path) : Failed($"There is no file {read.Path}."),
        AgentAction.Search search => Done(string.Join('\n', _files.Where(file => file.Value.Contains(search.Pattern, StringComparison.Ordinal)).Select(file => file.Key)), path: null),
        AgentAction.Edit edit => Edit(edit),
        AgentAction.Run run => Ran(OnRun(run.Arguments)),
        _ => Done("", path: null),
    };

    private ActionResult Edit(AgentAction.Edit edit)
    {
        var failed = edit.Blocks.Select((block, index) => (block, index)).Where(entry => !Fits(entry.block)).Select(entry => entry.index).ToList();
        if (failed.Count > 0)
        {
            return new ActionResult.Failed { FailedBlocks = failed, Parts = [new PayloadPart($"Blocks {string.Join(", ", failed)} do not fit.", [new PartOrigin.Product()])] };
        }

        foreach (var block in edit.Blocks)
        {
            _files[block.Path] = block switch
            {
                EditBlock.Replace replace => _files[block.Path].Replace(replace.Search, replace.Text, StringComparison.Ordinal),
                EditBlock.Create create => create.Text,
                EditBlock.Whole whole => whole.Text,
                _ => "",
            };
        }

        return new ActionResult.Done
        {
            Changed = [.. edit.Blocks.Select(block => block.Path).Distinct(StringComparer.Ordinal)],
            Parts = [new PayloadPart("Done.", [new PartOrigin.Product()])],
        };
    }

    private bool Fits(EditBlock block) => block switch
    {
        EditBlock.Replace replace => _files.TryGetValue(block.Path, out var text) && text.Split(replace.Search).Length == 2,
        EditBlock.Whole => _files.ContainsKey(block.Path),
        EditBlock.Create => !_files.ContainsKey(block.Path),
        _ => false,
    };

    private static ActionResult.Done Ran(CommandEnd end) => new() { Command = end, Parts = [new PayloadPart($"{end.Output}\nexit code {end.ExitCode}", [new PartOrigin.Workspace(Repository)])] };

    private ActionResult.Done Done(string text, string? path) => new()
    {
        Parts = [new PayloadPart(text, [path is null ? new PartOrigin.Workspace(Repository) : new PartOrigin.File(Repository, path, Ignored.Contains(path))])],
    };

    private static ActionResult.Failed Failed(string why) => new() { Parts = [new PayloadPart(why, [new PartOrigin.Product()])] };
}
