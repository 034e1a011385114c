using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace CodeAssist.Processes.Directories;

/// <summary>Where CodeAssist keeps what is the user's: one directory for each kind of file, by the rules of the platform.</summary>
/// <remarks>
/// The variables <c>XDG_*_HOME</c> and <c>XDG_RUNTIME_DIR</c> are honoured on every platform; a relative value is ignored.
/// </remarks>
/// <param name="Config">What the user decided: settings.</param>
/// <param name="Data">What must not be lost: ledger, models.</param>
/// <param name="State">What may be lost, but is worth keeping between runs.</param>
/// <param name="Cache">What can be made again.</param>
/// <param name="Runtime">Sockets and locks of running processes. Nobody else may enter it.</param>
/// <param name="Log">Log files.</param>
public sealed record AppDirectories(string Config, string Data, string State, string Cache, string Runtime, string Log)
{
    /// <summary>
    /// Longest runtime directory in bytes of UTF-8: a socket's path holds 103 bytes on the strictest platform, and a socket's
    /// own name takes up to 26 of them.
    /// </summary>
    public const int LongestRuntimeDirectory = 77;

    private const string UnixName = "codeassist";
    private const string DisplayName = "CodeAssist";

    /// <summary>Names the directories of the running process's user. Touches no disk.</summary>
    public static bool TryFind([NotNullWhen(true)] out AppDirectories? directories, [NotNullWhen(false)] out ProcessFailure? failure) =>
        TryResolve(UserEnvironment.OfThisProcess(), out directories, out failure);

    /// <summary>Names the directories that belong to an environment. Touches no disk.</summary>
    public static bool TryResolve(
        UserEnvironment environment,
        [NotNullWhen(true)] out AppDirectories? directories,
        [NotNullWhen(false)] out ProcessFailure? failure)
    {
        directories = null;
        failure = null;
        if (environment.Home is not { } home || !Path.IsPathRooted(home))
        {
            failure = new ProcessFailure(
                ProcessFailureKind.NoHome,
                "There is no home directory to keep settings and models in.",
                "Set HOME (USERPROFILE on Windows) to an absolute path.");
            return false;
        }

        var found = environment.Layout switch
        {
            DirectoryLayout.Windows => Windows(environment, home),
            DirectoryLayout.MacOs => MacOs(environment, home),
            _ => Xdg(environment, home),
        };

        if (environment.Layout != DirectoryLayout.Windows
            && Encoding.UTF8.GetByteCount(found.Runtime) is > LongestRuntimeDirectory and var length)
        {
            failure = new ProcessFailure(
                ProcessFailureKind.DirectoryUnusable,
                $"The runtime directory '{found.Runtime}' is {length} bytes long, and a socket in it can have at most "
                + $"{LongestRuntimeDirectory}.",
                "Set XDG_RUNTIME_DIR to a shorter path.");
            return false;
        }

        directories = found;
        return true;
    }

    /// <summary>Makes the directories that are missing, for the user alone (0700), and checks that each can be written.</summary>
    /// <returns>One failure for each directory that cannot be used; empty when all is well.</returns>
    public IReadOnlyList<ProcessFailure> Create()
    {
        List<ProcessFailure> failures = [];
        foreach (var path in (ReadOnlySpan<string>)[Config, Data, State, Cache, Log])
        {
            if (PrivateDirectory.Create(path) is { } failure)
            {
                failures.Add(failure);
            }
        }

        // The fallback lies in a directory that everybody may write, so that somebody else could have made it first.
        if (PrivateDirectory.Create(Runtime) is { } unusable)
        {
            failures.Add(unusable);
        }
        else if (PrivateDirectory.RequirePrivate(Runtime) is { } shared)
        {
            failures.Add(shared);
        }

        return failures;
    }

    private static AppDirectories Xdg(UserEnvironment environment, string home)
    {
        var state = XdgOr(environment, "XDG_STATE_HOME", Path.Combine(home, ".local", "state", UnixName));
        return new AppDirectories(
            Config: XdgOr(environment, "XDG_CONFIG_HOME", Path.Combine(home, ".config", UnixName)),
            Data: XdgOr(environment, "XDG_DATA_HOME", Path.Combine(home, ".local", "share", UnixName)),
            State: state,
            Cache: XdgOr(environment, "XDG_CACHE_HOME", Path.Combine(home, ".cache", UnixName)),
            Runtime: XdgOr(environment, "XDG_RUNTIME_DIR", $"/tmp/{UnixName}-{environment.UserId}"),
            Log: Path.Combine(state, "log"));
    }

    private static AppDirectories MacOs(UserEnvironment environment, string home)
    {
        var library = Path.Combine(home, "Library");
        var support = Path.Combine(library, "Application Support", DisplayName);

        // TMPDIR is a directory of the user's own there; /tmp is everybody's.
        var runtime = AbsoluteOrNull(environment, "TMPDIR") is { } temporary
            ? Path.Combine(temporary, UnixName)
            : $"/tmp/{UnixName}-{environment.UserId}";
        return new AppDirectories(
            Config: XdgOr(environment, "XDG_CONFIG_HOME", Path.Combine(support, "config")),
            Data: XdgOr(environment, "XDG_DATA_HOME", Path.Combine(support, "data")),
            State: XdgOr(environment, "XDG_STATE_HOME", Path.Combine(support, "state")),
            Cache: XdgOr(environment, "XDG_CACHE_HOME", Path.Combine(library, "Caches", DisplayName)),
            Runtime: XdgOr(environment, "XDG_RUNTIME_DIR", runtime),
            Log: AbsoluteOrNull(environment, "XDG_STATE_HOME") is { } state
                ? Path.Combine(state, UnixName, "log")
                : Path.Combine(library, "Logs", DisplayName));
    }

    private static AppDirectories Windows(UserEnvironment environment, string home)
    {
        var roaming = AbsoluteOrNull(environment, "APPDATA") ?? Path.Combine(home, "AppData", "Roaming");
        var local = Path.Combine(AbsoluteOrNull(environment, "LOCALAPPDATA") ?? Path.Combine(home, "AppData", "Local"), DisplayName);
        var state = XdgOr(environment, "XDG_STATE_HOME", Path.Combine(local, "state"));
        return new AppDirectories(
            Config: XdgOr(environment, "XDG_CONFIG_HOME", Path.Combine(roaming, DisplayName)),
            Data: XdgOr(environment, "XDG_DATA_HOME", Path.Combine(local, "data")),
            State: state,
            Cache: XdgOr(environment, "XDG_CACHE_HOME", Path.Combine(local, "cache")),
            Runtime: XdgOr(environment, "XDG_RUNTIME_DIR", Path.Combine(local, "run")),
            Log: Path.Combine(state, "log"));
    }

    private static string XdgOr(UserEnvironment environment, string variable, string otherwise) =>
        AbsoluteOrNull(environment, variable) is { } parent ? Path.Combine(parent, UnixName) : otherwise;

    private static string? AbsoluteOrNull(UserEnvironment environment, string variable) =>
        environment.Variable(variable) is { Length: > 0 } value && Path.IsPathRooted(value) ? value : null;
}
