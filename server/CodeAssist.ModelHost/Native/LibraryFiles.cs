using System.Text.RegularExpressions;

namespace CodeAssist.ModelHost.Native;

/// <summary>Finds llama.cpp's libraries in one directory by what their names have in common on every platform.</summary>
/// <remarks>
/// The same library is called <c>libllama.vulkan.v0.4.0.so</c>, <c>llama.v0.4.0.dll</c> or <c>libllama.metal.v0.4.0.dylib</c>. The names are
/// written inside the files too, so they cannot be changed to something simpler.
/// </remarks>
internal static partial class LibraryFiles
{
    /// <summary>In the order of loading: each needs the ones before it.</summary>
    public static IReadOnlyList<string> LoadOrder { get; } = [GgmlApi.Core, GgmlApi.Registry, LlamaApi.Library];

    private static readonly string[] _vulkanBackends = ["libggml-vulkan.so", "ggml-vulkan.dll"];

    /// <summary>Absolute path of the library with this logical name, or null.</summary>
    public static string? Find(string directory, string logicalName)
    {
        if (!Directory.Exists(directory))
        {
            return null;
        }

        // Several match only where somebody copied two releases together; the release check then names what it found.
        return Directory.EnumerateFiles(directory)
            .Where(path => string.Equals(LogicalName(Path.GetFileName(path)), logicalName, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .LastOrDefault();
    }

    /// <summary>Absolute path of the Vulkan backend, or null in a package without it.</summary>
    public static string? FindVulkanBackend(string directory) =>
        _vulkanBackends
            .Select(name => Path.Combine(directory, name))
            .FirstOrDefault(File.Exists);

    /// <summary><c>llama</c> for <c>libllama.vulkan.v0.4.0.so</c>; null for anything that is not one of the three libraries.</summary>
    public static string? LogicalName(string fileName) =>
        Pattern().Match(fileName) is { Success: true } match ? match.Groups["name"].Value : null;

    // A variant is letters (vulkan, metal), a release starts with a digit or a v: so llama-common and ggml-cpu-haswell do not match.
    [GeneratedRegex(
        @"^(?:lib)?(?<name>llama|ggml-base|ggml)(?:\.[a-z]+)?(?:\.v?\d[\w.]*)?\.(?:so|dll|dylib)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
