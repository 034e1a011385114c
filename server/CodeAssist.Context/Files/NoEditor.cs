using CodeAssist.Core.Agent.Files;

namespace CodeAssist.Context.Files;

/// <summary>Where a task is given without an editor, nothing is open.</summary>
public sealed class NoEditor : ITaskEditor
{
    private NoEditor()
    {
    }

    public static NoEditor Instance { get; } = new();

    public bool CanChange => false;

    public IReadOnlyList<TaskPath> Open => [];

    public OpenText? Find(TaskPath path) => null;

    public Task<string?> ChangeAsync(IReadOnlyList<OpenTextChange> changes) => Task.FromResult<string?>("There is no editor.");
}
