namespace CodeAssist.ModelHost.Tests.Support;

/// <summary>Mesa's software Vulkan driver, with which the real Vulkan code runs on a machine without a graphics card.</summary>
internal static class VulkanDriver
{
    private static readonly string[] _manifestFolders = ["/usr/share/vulkan/icd.d", "/etc/vulkan/icd.d"];

    /// <summary>What has to be installed, or null when all is there.</summary>
    public static string? Missing { get; } = Find();

    /// <summary>Skips the running test, saying why, where the driver is not installed.</summary>
    public static void SkipUnlessPresent()
    {
        if (Missing is { } missing)
        {
            Assert.Skip(missing);
        }
    }

    private static string? Find()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "Mesa's software Vulkan driver is used on Linux only.";
        }

        var hasDriver = _manifestFolders.Where(Directory.Exists).SelectMany(Directory.EnumerateFiles).Any(path => Path.GetFileName(path).StartsWith("lvp_icd", StringComparison.Ordinal));
        return !hasDriver
            ? "Mesa's software Vulkan driver is not installed (Debian: apt-get install mesa-vulkan-drivers)."
            : !System.Runtime.InteropServices.NativeLibrary.TryLoad("libvulkan.so.1", out _)
                ? "The Vulkan loader is not installed (Debian: apt-get install libvulkan1)."
                : null;
    }
}
