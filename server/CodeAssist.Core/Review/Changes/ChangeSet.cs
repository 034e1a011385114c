using CodeAssist.Core.Review.Rules;

namespace CodeAssist.Core.Review.Changes;

/// <summary>Everything that one review is about.</summary>
/// <param name="Root">Absolute path that all paths are relative to; a repository's top folder where there is one.</param>
/// <param name="Subject">What was asked for, to be read by people: <c>staged changes</c>, <c>main...HEAD</c>.</param>
/// <param name="Files">Every changed file, also those that are not read, in the order of their paths.</param>
public sealed record ChangeSet(string Root, string Subject, IReadOnlyList<ChangedFile> Files)
{
    /// <summary>What whoever reads the review should know of the input: that the history is cut short, that nothing has been committed yet.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>What the repository says of its code, as it was before the change: nobody lets a change through by changing the rules along with it.</summary>
    public IReadOnlyList<RuleFile> Rules { get; init; } = [];

    /// <summary>Whether the rest of the repository lies on the disk as the change knows it: not so of a commit that is not checked out, nor where there is no repository.</summary>
    public bool IsRestOnDisk { get; init; }
}
