namespace CodeAssist.ModelHost.Protocol;

/// <param name="Protocol">The client's <see cref="HostProtocol.Version"/>.</param>
/// <param name="Client">Who is asking, for the log: <c>codeassist lsp 4711</c>.</param>
public sealed record HelloParams(int Protocol, string Client);

/// <param name="Protocol">The host's <see cref="HostProtocol.Version"/>.</param>
/// <param name="Build">Version and build of the host.</param>
/// <param name="ProcessId">The host's process id, so that a client can tell a restart from a reconnect.</param>
/// <param name="Network">Whether the kernel refuses internet sockets to the host.</param>
public sealed record HelloResult(int Protocol, string Build, int ProcessId, NetworkFilterState Network);

/// <summary>Whether a process of ours can open an internet socket.</summary>
public enum NetworkFilterState
{
    /// <summary>The kernel refuses them on every thread.</summary>
    Enforced,

    /// <summary>This operating system has no such filter for us: nothing opens a socket, but nothing would stop it.</summary>
    Unsupported,

    /// <summary>The kernel refused the filter itself.</summary>
    Refused,
}
