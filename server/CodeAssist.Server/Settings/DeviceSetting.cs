namespace CodeAssist.Server.Settings;

/// <summary>Where a local model runs.</summary>
internal enum DeviceSetting
{
    /// <summary>A real GPU where there is one, else the CPU.</summary>
    Automatic,

    Cpu,

    Vulkan,

    /// <summary>Vulkan on the CPU by Mesa's software driver: slow, for tests.</summary>
    SoftwareVulkan,
}
