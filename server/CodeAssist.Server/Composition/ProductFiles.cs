using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace CodeAssist.Server.Composition;

/// <summary>Where the parts of the installed product lie: everything is below the folder of this program.</summary>
/// <param name="Folder">The folder of server, broker and host.</param>
internal sealed record ProductFiles(string Folder)
{
    public static ProductFiles OfThisProgram { get; } = new(AppContext.BaseDirectory);

    public string Libraries => Path.Combine(Folder, "llama");

    public string BuiltInModel => Path.Combine(Folder, "models", "codeassist-builtin.q8_0.gguf");

    public static string Version { get; } = typeof(ProductFiles).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary>Version and build of the host beside this program; two builds never share a host.</summary>
    /// <returns>Null when there is no host.</returns>
    public string? HostBuild()
    {
        try
        {
            using var file = File.OpenRead(Path.Combine(Folder, "codeassist-host.dll"));
            using var reader = new PEReader(file);
            var metadata = reader.GetMetadataReader();
            return $"{Version}-{metadata.GetGuid(metadata.GetModuleDefinition().Mvid):N}";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            return null;
        }
    }
}
