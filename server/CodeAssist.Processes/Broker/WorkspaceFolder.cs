using CodeAssist.Core.Policy;

namespace CodeAssist.Processes.Broker;

/// <param name="Path">Absolute path of an open folder.</param>
/// <param name="Trust">What the editor says of it.</param>
public sealed record WorkspaceFolder(string Path, WorkspaceTrust Trust);
