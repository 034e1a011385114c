namespace CodeAssist.Context.Index.Files;

/// <param name="Path">Absolute path.</param>
/// <param name="Relative">Relative to the workspace folder, with forward slashes.</param>
/// <param name="Bytes">As the folder states it.</param>
internal readonly record struct WorkspaceFile(string Path, string Relative, long Bytes);
