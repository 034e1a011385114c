using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using CodeAssist.Processes.Children;

namespace CodeAssist.Server.Composition;

/// <summary>Where the parts of the installed product lie: everything is below the folder of this program.</summary>
/// <param name="Folder">The folder of server, broker and host.</param>
internal sealed record ProductFiles(string Folder)
{
    private const string HostName = "codeassist-host";

    private string? _build;

    public static ProductFiles OfThisProgram { get; } = new(AppContext.BaseDirectory);

    public static string Version { get; } = typeof(ProductFiles).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    public string Libraries => Path.Combine(Folder, "llama");

    public string BuiltInModel => Path.Combine(Folder, "models", "codeassist-builtin.q8_0.gguf");

    /// <summary>The host's executable or assembly; where there is neither, the place where it should be.</summary>
    public string Host => Executable.TryFind(Folder, HostName, out var path) ? path : Path.Combine(Folder, HostName);

    /// <summary>Version and build of the host beside this program, so that two builds never share one.</summary>
    public string HostBuild() => _build ??= $"{Version}-{BuildOf(Path.Combine(Folder, HostName + ".dll"))}";

    // The module version id is made from the compiled content: equal hosts, equal ids.
    private static string BuildOf(string assembly)
    {
        try
        {
            using var file = File.OpenRead(assembly);
            using var reader = new PEReader(file);
            var metadata = reader.GetMetadataReader();
            return metadata.GetGuid(metadata.GetModuleDefinition().Mvid).ToString("N");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            // The launcher says what is missing when the host is needed.
            return "missing";
        }
    }
}
