namespace CodeAssist.Core.Policy;

/// <param name="Name">The folder as people know it.</param>
/// <param name="Trust">What the editor says of it.</param>
/// <param name="Repository">What the repository's own file says.</param>
/// <param name="Marks">By what the repository is known again.</param>
public sealed record WorkspaceStanding(string Name, WorkspaceTrust Trust, PolicyStatement Repository, RepositoryMarks Marks);
