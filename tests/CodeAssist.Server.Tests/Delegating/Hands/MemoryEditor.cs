using CodeAssist.Context.Files;
using CodeAssist.Core.Agent.Files;

namespace CodeAssist.Server.Tests.Delegating.Hands;

/// <summary>An editor with files open in memory.</summary>
internal sealed class MemoryEditor : ITaskEditor
{
    private readonly Dictionary<TaskPath, OpenText> _open = [];

    public bool CanChange { get; set; } = true;

    /// <summary>Why it makes no change.</summary>
    public string? Refusal { get; set; }

    public IReadOnlyList<TaskPath> Open => [.. _open.Keys];

    public OpenText? Find(TaskPath path) => _open.GetValueOrDefault(path);

    public string? Text(string path) => Find(At(path))?.Text;

    /// <summary>The user types, or opens a file.</summary>
    public void Put(string path, string text) => _open[At(path)] = new OpenText(text, (Find(At(path))?.Version ?? 0) + 1);

    public Task<string?> ChangeAsync(IReadOnlyList<OpenTextChange> changes)
    {
        if (Refusal is not null || changes.Any(change => Find(change.Path) != change.Before))
        {
            return Task.FromResult<string?>(Refusal ?? "It is another text.");
        }

        foreach (var change in changes)
        {
            Put(change.Path.Text, change.After);
        }

        return Task.FromResult<string?>(null);
    }

    private static TaskPath At(string path) => TaskPath.TryParse(path, out var parsed, out _) ? parsed : throw new ArgumentException("It is no path.", nameof(path));
}
