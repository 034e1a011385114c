using System.Runtime.InteropServices;

namespace CodeAssist.Processes.Children;

/// <summary>Where the .NET that runs this process is installed, so that our other programs run on the same one.</summary>
internal static class DotnetRoot
{
    public const string Variable = "DOTNET_ROOT";

    /// <returns>
    /// The variable's value where it is set; otherwise the root of the running runtime, or null where that came with the program.
    /// </returns>
    public static string? Find(Func<string, string?> variable)
    {
        if (variable(Variable) is { Length: > 0 } stated && Path.IsPathRooted(stated))
        {
            return stated;
        }

        // <root>/shared/Microsoft.NETCore.App/<version>/
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return Directory.Exists(Path.Combine(root, "host", "fxr")) ? root : null;
    }
}
