using CodeAssist.Core.Agent.Files;

namespace CodeAssist.Core.Agent.Edits;

/// <summary>What an edit makes of one file.</summary>
/// <param name="Path">What it is called now, or will be where it is new.</param>
/// <param name="Before">Its text now; null for a new file.</param>
/// <param name="After">Its text afterwards; null where it is deleted.</param>
/// <param name="NewPath">What it is called afterwards.</param>
public sealed record EditedFile(TaskPath Path, string? Before, string? After, TaskPath NewPath)
{
    public bool IsRenamed => !Path.Equals(NewPath);
}
