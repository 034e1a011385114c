using System.Collections.Frozen;

namespace CodeAssist.Core.Agent.Commands;

/// <summary>What is known of programs by their names, for what no argument makes harmless.</summary>
internal static class ProgramRules
{
    private static readonly FrozenDictionary<string, string> _always = Spread(
        ("It deletes files.", ["rm", "rmdir", "del", "erase", "rd", "unlink", "shred", "remove-item", "ri", "trash"]),
        ("It writes or moves files past the checks of this task.",
            ["mv", "cp", "ln", "tee", "install", "truncate", "touch", "mkdir", "move", "copy", "xcopy", "robocopy", "mklink", "move-item", "copy-item", "new-item", "set-content", "add-content", "out-file", "patch", "ed", "ex", "vim", "vi",
             "nano", "emacs", "tar", "unzip", "zip", "7z", "gunzip", "cpio", "split", "sponge"]),
        ("It writes to disks and devices.", ["dd", "mkfs", "fdisk", "parted", "mount", "umount", "format", "diskpart", "losetup"]),
        ("It changes who may use files.", ["chmod", "chown", "chgrp", "chattr", "setfacl", "icacls", "takeown", "attrib"]),
        ("It ends other programs or the machine.", ["kill", "pkill", "killall", "taskkill", "stop-process", "shutdown", "reboot", "halt", "poweroff"]),
        ("It reaches the network.",
            ["curl", "wget", "ssh", "scp", "sftp", "rsync", "nc", "ncat", "netcat", "socat", "telnet", "ftp", "ping", "nslookup", "dig", "host", "invoke-webrequest", "iwr", "invoke-restmethod", "irm", "gh", "glab", "aws", "az", "gcloud", "openssl"]),
        ("It runs something in a container or on another machine.", ["docker", "podman", "nerdctl", "kubectl", "helm", "vagrant", "terraform", "ansible", "ansible-playbook", "lxc", "wsl"]),
        ("It changes the system.",
            ["apt", "apt-get", "dnf", "yum", "pacman", "apk", "brew", "snap", "flatpak", "choco", "winget", "scoop", "systemctl", "service", "launchctl", "crontab", "at", "reg", "regedit", "sc", "schtasks", "netsh", "sysctl", "modprobe", "insmod",
             "useradd", "usermod", "passwd", "su", "visudo", "update-alternatives", "setx", "bcdedit"]),
        ("It can be told to run anything.",
            ["eval", "source", ".", "awk", "gawk", "mawk", "sed", "find", "fd", "make-shell", "expect", "screen", "tmux", "gdb", "lldb", "iex", "invoke-expression", "invoke-command", "start-process", "rundll32", "regsvr32", "mshta", "wscript", "cscript",
             "osascript", "script", "sqlite3", "psql", "mysql", "code", "entr", "watchexec"]),
        ("It downloads a program and runs it.", ["npx", "pnpx", "bunx", "uvx", "pipx", "dnx"]),
        ("It shows variables, which can hold keys.", ["env", "printenv", "set", "export", "declare"]),
        ("It prints files without the checks of this task; reading has a tool of its own.",
            ["cat", "type", "less", "more", "head", "tail", "grep", "egrep", "fgrep", "rg", "ag", "ack", "findstr", "select-string", "get-content", "gc", "strings", "xxd", "od", "hexdump", "base64", "diff", "cmp", "sort", "uniq", "cut", "tac", "nl", "bat"]));

    private static readonly FrozenDictionary<string, string[]> _inline = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["python"] = ["-c", "-i", "-"],
        ["node"] = ["-e", "--eval", "-p", "--print", "-pe", "-i", "-r", "--require", "--import", "--loader", "--experimental-loader", "-"],
        ["deno"] = ["eval", "repl", "-"],
        ["bun"] = ["-e", "--eval", "-p", "-"],
        ["perl"] = ["-e", "-E", "-M", "-"],
        ["ruby"] = ["-e", "-r", "-"],
        ["php"] = ["-r", "-a", "-"],
        ["lua"] = ["-e", "-i", "-"],
        ["java"] = ["-agentlib", "-agentpath", "-javaagent"],
        ["rscript"] = ["-e"],
        ["r"] = ["-e"],
        ["tclsh"] = ["-"],
        ["elixir"] = ["-e"],
        ["ghc"] = ["-e"],
        ["dotnet-script"] = ["eval"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Program and verbs: what they install or publish leaves the folder of the task.
    private static readonly (string Program, string[] Verbs, string Reason)[] _verbs =
    [
        ("npm", ["install", "i", "ci", "add", "update", "uninstall", "rm", "remove", "link", "audit", "exec", "x", "init", "create"], "It downloads packages and runs their scripts."),
        ("pnpm", ["install", "i", "add", "update", "remove", "rm", "dlx", "exec", "create"], "It downloads packages and runs their scripts."),
        ("yarn", ["install", "add", "up", "upgrade", "remove", "dlx", "exec", "create"], "It downloads packages and runs their scripts."),
        ("bun", ["install", "i", "add", "update", "remove", "x", "create"], "It downloads packages and runs their scripts."),
        ("npm", ["publish", "unpublish", "deprecate", "login", "adduser", "token", "owner", "dist-tag", "config", "set"], "It changes what others get, or the user's settings."),
        ("pnpm", ["publish", "config", "login"], "It changes what others get, or the user's settings."),
        ("yarn", ["publish", "npm", "config", "login"], "It changes what others get, or the user's settings."),
        ("pip", ["install", "uninstall", "download", "wheel", "config"], "It downloads packages and runs their scripts."),
        ("uv", ["add", "remove", "sync", "pip", "tool", "publish", "self", "python"], "It downloads packages and runs their scripts."),
        ("poetry", ["add", "remove", "install", "update", "publish", "config", "self"], "It downloads packages and runs their scripts."),
        ("conda", ["install", "create", "remove", "update", "run"], "It downloads packages and runs their scripts."),
        ("cargo", ["install", "uninstall", "add", "remove", "update", "publish", "yank", "login", "owner", "fetch"], "It downloads packages, or changes what others get."),
        ("go", ["get", "install", "generate", "env"], "It downloads packages, runs commands of the sources, or changes the user's settings."),
        ("gem", ["install", "uninstall", "update", "push", "sources"], "It downloads packages and runs their scripts."),
        ("bundle", ["install", "update", "add", "config"], "It downloads packages and runs their scripts."),
        ("composer", ["install", "update", "require", "remove", "global", "config"], "It downloads packages and runs their scripts."),
        ("dotnet", ["tool", "workload", "nuget", "add", "remove", "new", "package", "reference", "dev-certs", "user-secrets", "publish", "exec", "fsi", "script"], "It downloads packages, changes the project or the user's settings, or runs what it is told."),
        ("dotnet", ["restore"], "It reaches the network."),
        ("nuget", ["install", "push", "delete", "sources", "config", "setapikey", "restore", "update"], "It downloads packages, or changes what others get."),
        ("mvn", ["deploy", "install", "release:perform"], "It changes what others get."),
        ("gradle", ["publish", "publishtomavenlocal"], "It changes what others get."),
        ("rustup", ["default", "install", "update", "toolchain", "self"], "It changes the system."),
        ("corepack", ["enable", "prepare", "use"], "It downloads a program and runs it."),
    ];

    public static (CommandNeed Need, string Reason)? Judge(SimpleCommand command)
    {
        if (_always.TryGetValue(command.Name, out var reason))
        {
            return (CommandNeed.AskAlways, reason);
        }

        var arguments = command.Arguments.ToList();
        if (_inline.TryGetValue(Family(command.Name), out var inline) && (arguments.Count == 0 || arguments.Exists(argument => IsInline(argument, inline))))
        {
            return (CommandNeed.AskAlways, $"'{command.Program}' is told on its command line, or by what it reads, what to do.");
        }

        if (arguments is ["--version" or "--help" or "-h"])
        {
            // Even these only of programs that are found along the search path, or a file of the task would be run.
            return command.Name.AsSpan().IndexOfAny('/', '\\') < 0 && Known(command.Name) ? (CommandNeed.ReadOnly, $"It only says what '{command.Program}' is.") : null;
        }

        if (Family(command.Name) is "python" && arguments is ["-m", "pip" or "ensurepip" or "venv" or "http.server" or "zipapp", ..])
        {
            return (CommandNeed.AskAlways, "It downloads packages, or opens the folder to the network.");
        }

        var verb = arguments.Find(argument => !argument.StartsWith('-'));
        foreach (var (program, verbs, because) in _verbs)
        {
            if (string.Equals(program, Family(command.Name), StringComparison.Ordinal) && verb is not null && verbs.Contains(verb.ToLowerInvariant(), StringComparer.Ordinal))
            {
                return (CommandNeed.AskAlways, because);
            }
        }

        return null;
    }

    private static bool Known(string name) => HarmlessArguments.Knows(name) || _inline.ContainsKey(Family(name)) || Array.Exists(_verbs, row => string.Equals(row.Program, name, StringComparison.Ordinal));

    // "-e", "-eCODE", "--eval=CODE"; for letters that stand together, the last one that takes a value.
    private static bool IsInline(string argument, string[] inline) => inline.Any(option =>
        string.Equals(argument, option, StringComparison.Ordinal)
        || (option.Length > 1 && option[0] is '-' && argument.StartsWith(option.StartsWith("--", StringComparison.Ordinal) ? option + "=" : option, StringComparison.Ordinal) && !(argument.StartsWith("--", StringComparison.Ordinal) && !option.StartsWith("--", StringComparison.Ordinal)))
        || (option is ['-', var letter] && argument is ['-', not '-', ..] && argument.Length <= 4 && argument.Contains(letter, StringComparison.Ordinal)));

    // "python3.12" is Python, "pip3" is pip.
    private static string Family(string name) => name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.') switch
    {
        "pythonw" or "py" or "pypy" => "python",
        "nodejs" => "node",
        "" => name,
        var family => family,
    };

    private static FrozenDictionary<string, string> Spread(params (string Reason, string[] Programs)[] groups) =>
        groups.SelectMany(group => group.Programs.Select(program => (program, group.Reason))).ToFrozenDictionary(pair => pair.program, pair => pair.Reason, StringComparer.Ordinal);
}
