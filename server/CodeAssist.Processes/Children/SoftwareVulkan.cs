namespace CodeAssist.Processes.Children;

/// <summary>
/// Whether llama.cpp may take a Vulkan driver that computes on the processor (Mesa's llvmpipe). Slow: for tests and diagnosis.
/// </summary>
public enum SoftwareVulkan
{
    Ignored,

    Allowed,
}
