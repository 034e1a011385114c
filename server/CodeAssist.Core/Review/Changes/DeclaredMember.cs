namespace CodeAssist.Core.Review.Changes;

/// <summary>A member and the file that declares it.</summary>
/// <param name="Path">Relative to the change's root, with forward slashes.</param>
/// <param name="Member">Its lines are those of that file.</param>
public sealed record DeclaredMember(string Path, CodeMember Member);
