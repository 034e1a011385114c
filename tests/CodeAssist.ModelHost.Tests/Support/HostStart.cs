namespace CodeAssist.ModelHost.Tests.Support;

/// <param name="Folder">Runtime directory, or null for one of its own.</param>
/// <param name="IdleExitSeconds">How long it lives without a client.</param>
/// <param name="SoftwareVulkan">Whether llama.cpp may use Mesa's software device.</param>
/// <param name="WorkingDirectory">Where it starts, or null for its own folder.</param>
internal sealed record HostStart(TemporaryFolder? Folder = null, int IdleExitSeconds = 0, bool SoftwareVulkan = false, string? WorkingDirectory = null)
{
    public string Libraries { get; init; } = TestEnvironment.Libraries;
}
