using CodeAssist.Core.Providers;

namespace CodeAssist.Processes.Children;

/// <summary>
/// The environment of the programs we start, built from a list of what may pass: the user's own variables must not steer them.
/// </summary>
/// <remarks>
/// Left out on purpose: loader variables (<c>LD_*</c>, <c>DYLD_*</c>), driver and llama.cpp switches (<c>VK_*</c>, <c>GGML_*</c>,
/// <c>LLAMA_*</c>), proxies, .NET start-up hooks and profilers.
/// </remarks>
internal static class ChildEnvironment
{
    public const string GitIndex = "GIT_INDEX_FILE";

    private static readonly string[] _passed =
    [
        "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR",
        "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR",
        "SystemRoot", "SystemDrive", "windir", "TEMP", "TMP", "USERPROFILE", "USERNAME", "APPDATA", "LOCALAPPDATA", "ProgramData",
        "ProgramFiles", "ProgramFiles(x86)", "NUMBER_OF_PROCESSORS", "PROCESSOR_ARCHITECTURE",
    ];

    /// <param name="variable">Reads a variable of the starter.</param>
    public static Dictionary<string, string> ForBroker(Func<string, string?> variable) => ForEgress(variable, []);

    /// <summary>With the providers' keys, where the user keeps them in variables: the broker hands them on to egress and to nobody else.</summary>
    /// <param name="variable">Reads a variable of the starter.</param>
    /// <param name="userKeys">Variables that hold the keys of the user's own providers.</param>
    public static Dictionary<string, string> ForEgress(Func<string, string?> variable, IReadOnlyList<string> userKeys)
    {
        var environment = Common(variable);
        Pass([.. ProviderTable.KeyVariables, .. userKeys], variable, environment);
        return environment;
    }

    /// <summary>Of the egress that fetches models: nobody is paid there, so that it gets no key.</summary>
    /// <param name="variable">Reads a variable of the starter.</param>
    public static Dictionary<string, string> ForHubs(Func<string, string?> variable) => Common(variable);

    /// <param name="variable">Reads a variable of the starter.</param>
    /// <param name="cacheDirectory">Where drivers keep their compiled shaders.</param>
    /// <param name="software">Whether Vulkan runs on the processor.</param>
    public static Dictionary<string, string> ForModelHost(Func<string, string?> variable, string cacheDirectory, SoftwareVulkan software)
    {
        var environment = Common(variable);

        // On an abort llama.cpp would start a debugger to print a trace: minutes, and nobody to read it.
        environment["GGML_NO_BACKTRACE"] = "1";
        environment["MESA_SHADER_CACHE_DIR"] = Path.Combine(cacheDirectory, "shaders");
        if (software is SoftwareVulkan.Allowed)
        {
            // llama.cpp passes processors over that pretend to be devices, unless a device is named by its number.
            environment["GGML_VK_VISIBLE_DEVICES"] = "0";
        }

        return environment;
    }

    /// <summary>For a command that the user approved: no keys, and no way to the sockets of agents and sessions.</summary>
    /// <param name="variable">Reads a variable of the starter.</param>
    /// <param name="hasNetwork">Whether it has the network.</param>
    public static Dictionary<string, string> ForCommand(Func<string, string?> variable, bool hasNetwork)
    {
        var environment = Common(variable);
        environment.Remove("XDG_RUNTIME_DIR");
        environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        environment["DOTNET_NOLOGO"] = "1";

        // Servers that builds leave behind would be ended with the build that needs them next.
        environment["MSBUILDDISABLENODEREUSE"] = "1";
        environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        environment["UseSharedCompilation"] = "false";
        environment["CI"] = "true";
        if (!hasNetwork)
        {
            // Who has no network has none a minute later, either: npx would try for over two. pip says only before it tries again what it missed.
            environment["npm_config_fetch_retries"] = "0";
            environment["NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT"] = "1";
            environment["PIP_RETRIES"] = "1";
        }

        return environment;
    }

    /// <summary>
    /// For Git, which is told by variables what it must not do. None of the starter's own <c>GIT_*</c> passes: they name directories, programs and settings.
    /// </summary>
    /// <param name="variable">Reads a variable of the starter.</param>
    /// <param name="index">Absolute path of another index than the repository's; null for that.</param>
    public static Dictionary<string, string> ForGit(Func<string, string?> variable, string? index)
    {
        var environment = Common(variable);
        if (index is not null)
        {
            environment[GitIndex] = index;
        }

        // Its messages are compared and its output is bytes.
        environment["LC_ALL"] = "C";

        // It only reads: no lock that the user's own git would wait for, nothing fetched that is missing, nobody asked for anything.
        environment["GIT_OPTIONAL_LOCKS"] = "0";
        environment["GIT_NO_LAZY_FETCH"] = "1";
        environment["GIT_ALLOW_PROTOCOL"] = "none";
        environment["GIT_TERMINAL_PROMPT"] = "0";
        return environment;
    }

    private static Dictionary<string, string> Common(Func<string, string?> variable)
    {
        Dictionary<string, string> environment = new(StringComparer.Ordinal);
        Pass(_passed, variable, environment);
        if (variable("PATH") is { } path)
        {
            // A relative entry means the working directory of whoever looks: a program placed there would be run as ours.
            environment["PATH"] = string.Join(Path.PathSeparator, path.Split(Path.PathSeparator).Where(Path.IsPathFullyQualified));
        }

        if (DotnetRoot.Find(variable) is { } root)
        {
            environment[DotnetRoot.Variable] = root;
        }

        // The runtime's diagnostics door lets every process of the same user load code into this one; a filtered process could
        // use the network through it.
        environment["DOTNET_EnableDiagnostics"] = "0";
        return environment;
    }

    private static void Pass(IEnumerable<string> names, Func<string, string?> variable, Dictionary<string, string> environment)
    {
        foreach (var name in names)
        {
            if (variable(name) is { Length: > 0 } value)
            {
                environment[name] = value;
            }
        }
    }
}
