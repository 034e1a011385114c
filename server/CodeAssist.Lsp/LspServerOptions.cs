using CodeAssist.JsonRpc;

namespace CodeAssist.Lsp;

/// <summary>Limits of a language server, and its view of the world outside.</summary>
public sealed record LspServerOptions
{
    public static LspServerOptions Default { get; } = new();

    /// <summary>Limits of the connection, and the clock.</summary>
    public JsonRpcOptions Wire { get; init; } = new() { FlushLimit = TimeSpan.FromSeconds(1) };

    /// <summary>Background requests that may run at once.</summary>
    public int BackgroundRequests { get; init; } = 2;

    /// <summary>How long the end waits for what is queued, and again for what is in work.</summary>
    public TimeSpan DrainLimit { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the editor's process is looked for.</summary>
    public TimeSpan ParentInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether a process of that id runs. This room knows no processes: unless told, every editor lives until it hangs up.</summary>
    public Func<int, bool> IsProcessAlive { get; init; } = static _ => true;

    /// <summary>More lines for <c>codeassist/debugInfo</c>. Called on the reading loop: must be quick.</summary>
    public Func<IReadOnlyDictionary<string, string>> Describe { get; init; } = () => new Dictionary<string, string>(StringComparer.Ordinal);
}
