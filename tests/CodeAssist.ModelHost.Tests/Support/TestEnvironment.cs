using System.Runtime.InteropServices;
using CodeAssist.ModelHost.Tests.Support;
using CodeAssist.TestSupport;

[assembly: AssemblyFixture(typeof(TestEnvironment))]

namespace CodeAssist.ModelHost.Tests.Support;

/// <summary>What the native libraries read from the environment, set before any test loads them.</summary>
public sealed partial class TestEnvironment
{
    public TestEnvironment()
    {
        if (OperatingSystem.IsLinux())
        {
            // llama.cpp then lists Mesa's software device beside the CPU, and a missing driver changes nothing.
            SetNative("GGML_VK_VISIBLE_DEVICES", VulkanDriver.Missing is null ? "0" : null);
            SetNative("MESA_SHADER_CACHE_DIR", ShaderCache);
            SetNative("GGML_NO_BACKTRACE", "1");
        }
    }

    /// <summary>Where the native libraries are: the product's, or those that the environment names.</summary>
    public static string Libraries { get; } =
        Environment.GetEnvironmentVariable("CODEASSIST_LLAMA_DIR") ?? Path.Combine(RepositoryRoot.Product, "llama");

    /// <summary>Kept between runs: compiling the shaders takes most of the time of a Vulkan test.</summary>
    public static string ShaderCache { get; } =
        Directory.CreateDirectory(Path.Combine(RepositoryRoot.Path, "artifacts", "cache", "shaders")).FullName;

    // .NET keeps its own copy of the environment; native code sees the real one only.
    private static void SetNative(string name, string? value) => _ = value is null ? Unset(name) : Set(name, value, 1);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Set(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "unsetenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Unset(string name);
}
