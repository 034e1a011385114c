namespace CodeAssist.Core.Privacy.Gate;

/// <summary>Where a text comes from. What is made of several texts comes from all that they come from.</summary>
public abstract record PartOrigin
{
    private PartOrigin()
    {
    }

    /// <summary>This program's own words, the same for every user.</summary>
    public sealed record Product : PartOrigin;

    /// <summary>What the user typed as a question or an order.</summary>
    public sealed record User : PartOrigin;

    /// <summary>A file of a workspace: its text, a line of it, a change to it, or its name alone.</summary>
    /// <param name="Repository">The repository's identity, as the policy knows it.</param>
    /// <param name="Path">Relative to the workspace, with forward slashes.</param>
    /// <param name="IsIgnored">Whether an ignore file excludes it.</param>
    public sealed record File(string Repository, string Path, bool IsIgnored) : PartOrigin;

    /// <summary>Something of a workspace that is no single file's: output of a test, history, memory of an agent.</summary>
    /// <param name="Repository">The repository's identity, as the policy knows it.</param>
    public sealed record Workspace(string Repository) : PartOrigin;

    /// <summary>A place outside every workspace, or nobody knows which.</summary>
    public sealed record Outside : PartOrigin;
}
