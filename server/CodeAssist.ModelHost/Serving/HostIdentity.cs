using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Serving;

/// <param name="Build">Version and build.</param>
/// <param name="Network">Whether the kernel refuses internet sockets to this process.</param>
internal sealed record HostIdentity(string Build, NetworkFilterState Network);
