using CodeAssist.Core.Agent.Files;

namespace CodeAssist.Context.Files;

/// <summary>Something in a folder.</summary>
/// <param name="Path">Where.</param>
/// <param name="IsFolder">Whether it is a folder, and no link.</param>
/// <param name="Bytes">Its length; zero for a folder.</param>
/// <param name="Written">When it was last written.</param>
public sealed record GuardedEntry(TaskPath Path, bool IsFolder, long Bytes, DateTimeOffset Written);
