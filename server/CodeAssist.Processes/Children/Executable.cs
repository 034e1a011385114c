using System.Diagnostics.CodeAnalysis;

namespace CodeAssist.Processes.Children;

/// <summary>
/// How a program of ours is started: as itself, or by <c>dotnet</c> from its assembly, which is how it lies in a development build.
/// </summary>
/// <param name="FileName">Absolute path of the file that the system runs.</param>
/// <param name="LeadingArguments">What goes before the program's own arguments.</param>
public sealed record Executable(string FileName, IReadOnlyList<string> LeadingArguments)
{
    private const string Muxer = "dotnet";
    private const string AssemblyExtension = ".dll";

    /// <summary>The program that runs now, in the way in which it was started.</summary>
    public static Executable OfThisProcess()
    {
        var path = Environment.ProcessPath!;
        return string.Equals(Path.GetFileNameWithoutExtension(path), Muxer, StringComparison.OrdinalIgnoreCase)
            ? new Executable(path, [Path.GetFullPath(Environment.GetCommandLineArgs()[0])])
            : new Executable(path, []);
    }

    /// <summary>A program by its path: an executable, or the assembly of one.</summary>
    public static Executable At(string path) =>
        string.Equals(Path.GetExtension(path), AssemblyExtension, StringComparison.OrdinalIgnoreCase)
            ? new Executable(MuxerPath(), [path])
            : new Executable(path, []);

    /// <summary>Looks for a program of ours in a folder, the executable before the assembly.</summary>
    /// <param name="directory">Absolute path; usually <see cref="AppContext.BaseDirectory"/>.</param>
    /// <param name="name">Name without extension: <c>codeassist-host</c>.</param>
    /// <param name="path">For <see cref="At"/>.</param>
    public static bool TryFind(string directory, string name, [NotNullWhen(true)] out string? path)
    {
        var program = Path.Combine(directory, OperatingSystem.IsWindows() ? name + ".exe" : name);
        path = File.Exists(program) ? program : Path.Combine(directory, name + AssemblyExtension);
        path = File.Exists(path) ? path : null;
        return path is not null;
    }

    private static string MuxerPath()
    {
        if (OfThisProcess() is { LeadingArguments.Count: > 0 } startedByMuxer)
        {
            return startedByMuxer.FileName;
        }

        var name = OperatingSystem.IsWindows() ? Muxer + ".exe" : Muxer;
        return DotnetRoot.Find(Environment.GetEnvironmentVariable) is { } root ? Path.Combine(root, name) : name;
    }
}
