using System.Globalization;
using CodeAssist.Core.Policy;
using CodeAssist.Processes.Children;

namespace CodeAssist.Server.Composition;

/// <summary>Where the parts of the installed product lie: everything is below the folder of this program.</summary>
/// <param name="Folder">The folder of server, broker, host and egress.</param>
internal sealed record ProductFiles(string Folder)
{
    private const string HostName = "codeassist-host";
    private const string EgressName = "codeassist-egress";

    private string? _build;

    public static ProductFiles OfThisProgram { get; } = new(AppContext.BaseDirectory);

    public static string Version { get; } = typeof(ProductFiles).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    public string Libraries => Path.Combine(Folder, "llama");

    public string BuiltInModel => Path.Combine(Folder, "models", "codeassist-builtin.q8_0.gguf");

    /// <summary>The host's executable or assembly; where there is neither, the place where it should be.</summary>
    public string Host => Find(HostName);

    /// <summary>The executable or assembly of the one program with a network; where there is neither, the place where it should be.</summary>
    public string Egress => Find(EgressName);

    /// <summary>Whether the one program with a network is part of this installation.</summary>
    public EgressProgram EgressProgram => File.Exists(Egress) ? EgressProgram.Installed : EgressProgram.Missing;

    /// <summary>Version and build of the host beside this program, so that two builds never share one.</summary>
    public string HostBuild() => _build ??= $"{Version}-{BuildOf(Path.Combine(Folder, HostName + ".dll"))}";

    private string Find(string name) => Executable.TryFind(Folder, name, out var path) ? path : Path.Combine(Folder, name);

    // Size and time instead of a hash or the module's version id: this is on the way to the first answer to an editor.
    private static string BuildOf(string assembly)
    {
        var file = new FileInfo(assembly);

        return file.Exists
            ? string.Create(CultureInfo.InvariantCulture, $"{file.Length:x}-{file.LastWriteTimeUtc.Ticks:x}")
            : "missing";
    }
}
