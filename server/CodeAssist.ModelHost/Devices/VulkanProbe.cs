using System.Runtime.InteropServices;
using CodeAssist.ModelHost.Native;

namespace CodeAssist.ModelHost.Devices;

/// <summary>Finds out why llama.cpp has no Vulkan device. It falls back to the CPU without a word for each of these reasons.</summary>
internal static unsafe class VulkanProbe
{
    // VkPhysicalDeviceProperties is 824 bytes: numbers of four bytes, the name as text, the id of what the driver compiles.
    private const int PropertiesBytes = 1_024;
    private const int DriverOffset = 4;
    private const int VendorOffset = 8;
    private const int TypeOffset = 16;
    private const int NameOffset = 20;
    private const int BuildOffset = 276;
    private const int BuildBytes = 16;
    private const int SoftwareType = 4;
    private const uint Nvidia = 0x10DE;
    private const int MostDevices = 16;

    private static string LoaderName => OperatingSystem.IsWindows() ? "vulkan-1.dll" : "libvulkan.so.1";

    /// <returns>One sentence for people.</returns>
    public static string Explain(string libraryDirectory, bool backendLoaded)
    {
        if (OperatingSystem.IsMacOS())
        {
            return "Vulkan is not used on macOS; Metal is.";
        }

        if (LibraryFiles.FindVulkanBackend(libraryDirectory) is not { } backend)
        {
            return "The installed llama.cpp libraries have no Vulkan backend.";
        }

        if (!TryLoad(out var loader))
        {
            return $"The Vulkan loader ({LoaderName}) is not installed. Install the Vulkan driver of the graphics card to use it.";
        }

        return Devices(loader) switch
        {
            null => "The Vulkan loader found no working driver.",
            { Count: 0 } => "The Vulkan loader found no device.",
            var found when found.All(device => device.IsSoftware) =>
                $"Vulkan has only a software device ({found[0].Name}), which is slower than the CPU itself.",
            _ when !backendLoaded => $"The Vulkan backend '{backend}' cannot be loaded.",
            var found => $"llama.cpp does not support the Vulkan device '{found[0].Name}' (its driver may be too old).",
        };
    }

    /// <summary>The devices of the operating system's Vulkan; none where it has none.</summary>
    public static IReadOnlyList<VulkanDevice> Devices() => TryLoad(out var loader) ? Devices(loader) ?? [] : [];

    // By name, from the places of the operating system only; LD_LIBRARY_PATH was cleared by whoever started us.
    private static bool TryLoad(out nint loader) => NativeLibrary.TryLoad(LoaderName, out loader);

    private static List<VulkanDevice>? Devices(nint loader)
    {
        if (!NativeLibrary.TryGetExport(loader, "vkCreateInstance", out var createInstance)
            || !NativeLibrary.TryGetExport(loader, "vkDestroyInstance", out var destroyInstance)
            || !NativeLibrary.TryGetExport(loader, "vkEnumeratePhysicalDevices", out var enumerate)
            || !NativeLibrary.TryGetExport(loader, "vkGetPhysicalDeviceProperties", out var getProperties))
        {
            return null;
        }

        // VkInstanceCreateInfo: sType 1, everything else zero.
        var createInfo = stackalloc nint[8];
        createInfo[0] = 1;
        nint instance = 0;
        if (((delegate* unmanaged<nint*, void*, nint*, int>)createInstance)(createInfo, null, &instance) != 0)
        {
            return null;
        }

        try
        {
            uint count = MostDevices;
            var devices = stackalloc nint[MostDevices];
            var properties = stackalloc byte[PropertiesBytes];
            var result = ((delegate* unmanaged<nint, uint*, nint*, int>)enumerate)(instance, &count, devices);
            var found = new List<VulkanDevice>();
            for (var i = 0; result >= 0 && i < count; i++)
            {
                ((delegate* unmanaged<nint, byte*, void>)getProperties)(devices[i], properties);
                found.Add(Read(properties));
            }

            return found;
        }
        finally
        {
            ((delegate* unmanaged<nint, void*, void>)destroyInstance)(instance, null);
        }
    }

    private static VulkanDevice Read(byte* properties)
    {
        var version = *(uint*)(properties + DriverOffset);
        var words = *(uint*)(properties + VendorOffset) == Nvidia
            ? FormattableString.Invariant($"{version >> 22}.{(version >> 14) & 0xFF}.{(version >> 6) & 0xFF}")
            : FormattableString.Invariant($"{(version >> 22) & 0x7F}.{(version >> 12) & 0x3FF}.{version & 0xFFF}");
        var build = Convert.ToHexStringLower(new ReadOnlySpan<byte>(properties + BuildOffset, BuildBytes));
        return new VulkanDevice(
            Marshal.PtrToStringUTF8((nint)(properties + NameOffset)) ?? "unnamed", *(int*)(properties + TypeOffset) == SoftwareType, $"{words} ({build})");
    }
}
