using System.Runtime.InteropServices;

namespace CodeAssist.EndToEnd.Tests.Support;

/// <summary>Mesa's Vulkan driver for the processor, with which the real Vulkan code runs on a machine without a graphics card.</summary>
internal static class SoftwareVulkan
{
    /// <summary>Collection of the tests that use it: the first of them compiles the shaders for all.</summary>
    public const string OneAtATime = "software Vulkan";

    private static readonly string[] _manifestFolders = ["/usr/share/vulkan/icd.d", "/etc/vulkan/icd.d"];

    /// <summary>Skips the running test, saying why, where the driver is not installed.</summary>
    public static void SkipUnlessPresent()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Mesa's software Vulkan driver is used on Linux only.");
        var hasDriver = _manifestFolders.Where(Directory.Exists).SelectMany(Directory.EnumerateFiles)
            .Any(path => Path.GetFileName(path).StartsWith("lvp_icd", StringComparison.Ordinal));
        Assert.SkipUnless(hasDriver, "Mesa's software Vulkan driver is not installed (Debian: apt-get install mesa-vulkan-drivers).");
        Assert.SkipUnless(NativeLibrary.TryLoad("libvulkan.so.1", out _), "The Vulkan loader is not installed (Debian: apt-get install libvulkan1).");
    }
}
