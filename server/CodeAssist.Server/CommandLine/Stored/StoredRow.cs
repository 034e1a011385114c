namespace CodeAssist.Server.CommandLine.Stored;

/// <summary>A line of <c>codeassist data list --json</c>.</summary>
/// <param name="Name">The class.</param>
/// <param name="Content">What is in it.</param>
/// <param name="Kept">How long, by default.</param>
/// <param name="Limit">How much at most.</param>
/// <param name="Removal">How to delete it.</param>
/// <param name="Files">Absolute paths of files and folders that hold it.</param>
/// <param name="Bytes">What lies there now.</param>
internal sealed record StoredRow(string Name, string Content, string Kept, string Limit, string Removal, IReadOnlyList<string> Files, long Bytes);
