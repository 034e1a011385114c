using System.Text.Json;

namespace CodeAssist.Lsp.Protocol;

/// <param name="Command">One of those that the server announced.</param>
/// <param name="Arguments">What it is called with.</param>
public sealed record ExecuteCommandParams(string Command, IReadOnlyList<JsonElement>? Arguments = null);

public sealed record ExecuteCommandOptions(IReadOnlyList<string> Commands);
