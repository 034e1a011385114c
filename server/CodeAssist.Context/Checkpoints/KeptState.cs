using CodeAssist.Context.Files;
using CodeAssist.Core.Agent.Files;

namespace CodeAssist.Context.Checkpoints;

/// <summary>All files of a checkpoint.</summary>
/// <param name="Files">As they lay on the disk.</param>
/// <param name="Unsaved">What the editor had of them and had not saved.</param>
internal sealed record KeptState(IReadOnlyDictionary<TaskPath, KeptFile> Files, IReadOnlyDictionary<TaskPath, OpenText> Unsaved)
{
    public static KeptState None { get; } = new(new Dictionary<TaskPath, KeptFile>(), new Dictionary<TaskPath, OpenText>());

    /// <summary>Whether a file is here what it is there, to its user.</summary>
    public bool IsSame(KeptState other, TaskPath path)
    {
        var (mine, others) = (Unsaved.GetValueOrDefault(path)?.Text, other.Unsaved.GetValueOrDefault(path)?.Text);
        return string.Equals(mine, others, StringComparison.Ordinal) && string.Equals(Files.GetValueOrDefault(path)?.Content, other.Files.GetValueOrDefault(path)?.Content, StringComparison.Ordinal);
    }
}
