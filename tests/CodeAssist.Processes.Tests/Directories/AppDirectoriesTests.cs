using CodeAssist.Processes.Directories;

namespace CodeAssist.Processes.Tests.Directories;

public sealed class AppDirectoriesTests
{
    [Fact]
    public void Linux_follows_the_XDG_defaults() =>
        Check(DirectoryLayout.Xdg, "/home/ada", [], new AppDirectories(
            Config: "/home/ada/.config/codeassist",
            Data: "/home/ada/.local/share/codeassist",
            State: "/home/ada/.local/state/codeassist",
            Cache: "/home/ada/.cache/codeassist",
            Runtime: "/tmp/codeassist-1000",
            Log: "/home/ada/.local/state/codeassist/log"));

    [Theory]
    [InlineData(DirectoryLayout.Xdg)]
    [InlineData(DirectoryLayout.MacOs)]
    public void The_XDG_variables_move_every_directory(DirectoryLayout layout) =>
        Check(layout, "/home/ada", Moved, new AppDirectories(
            Config: "/c/codeassist",
            Data: "/d/codeassist",
            State: "/s/codeassist",
            Cache: "/k/codeassist",
            Runtime: "/r/codeassist",
            Log: "/s/codeassist/log"));

    [Fact]
    public void A_relative_variable_is_ignored_as_the_standard_says() =>
        Check(DirectoryLayout.Xdg, "/home/ada", [("XDG_CACHE_HOME", "cache"), ("XDG_CONFIG_HOME", "")], new AppDirectories(
            Config: "/home/ada/.config/codeassist",
            Data: "/home/ada/.local/share/codeassist",
            State: "/home/ada/.local/state/codeassist",
            Cache: "/home/ada/.cache/codeassist",
            Runtime: "/tmp/codeassist-1000",
            Log: "/home/ada/.local/state/codeassist/log"));

    [Fact]
    public void MacOs_uses_the_Library_and_the_users_own_temporary_directory() =>
        Check(DirectoryLayout.MacOs, "/Users/ada", [("TMPDIR", "/var/folders/zz/zyx/T/")], new AppDirectories(
            Config: "/Users/ada/Library/Application Support/CodeAssist/config",
            Data: "/Users/ada/Library/Application Support/CodeAssist/data",
            State: "/Users/ada/Library/Application Support/CodeAssist/state",
            Cache: "/Users/ada/Library/Caches/CodeAssist",
            Runtime: "/var/folders/zz/zyx/T/codeassist",
            Log: "/Users/ada/Library/Logs/CodeAssist"));

    [Fact]
    public void Windows_uses_AppData() =>
        Check(DirectoryLayout.Windows, "/u/ada", [("APPDATA", "/u/ada/Roaming"), ("LOCALAPPDATA", "/u/ada/Local")], new AppDirectories(
            Config: "/u/ada/Roaming/CodeAssist",
            Data: "/u/ada/Local/CodeAssist/data",
            State: "/u/ada/Local/CodeAssist/state",
            Cache: "/u/ada/Local/CodeAssist/cache",
            Runtime: "/u/ada/Local/CodeAssist/run",
            Log: "/u/ada/Local/CodeAssist/state/log"));

    [Theory]
    [InlineData(null)]
    [InlineData("not/absolute")]
    public void No_home_is_one_clear_failure(string? home)
    {
        Assert.False(AppDirectories.TryResolve(Environment(DirectoryLayout.Xdg, home, []), out _, out var failure));

        Assert.Equal(ProcessFailureKind.NoHome, failure.Kind);
        Assert.Contains("HOME", failure.NextStep, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(66, true)]
    [InlineData(67, false)]
    public void A_runtime_directory_must_leave_room_for_a_sockets_name(int length, bool fits)
    {
        var parent = "/" + new string('r', length - 1);

        Assert.Equal(fits, AppDirectories.TryResolve(
            Environment(DirectoryLayout.Xdg, "/home/ada", [("XDG_RUNTIME_DIR", parent)]), out var found, out var failure));

        if (fits)
        {
            Assert.Equal($"{parent}/codeassist", found!.Runtime);
            Assert.True(ModelHost.Protocol.HostEndpoint.For(found.Runtime, "build").PipeName.Length <= 103);
            return;
        }

        Assert.Contains(parent, failure!.Message, StringComparison.Ordinal);
        Assert.Contains("XDG_RUNTIME_DIR", failure.NextStep, StringComparison.Ordinal);
    }

    private static (string Name, string Value)[] Moved =>
    [
        ("XDG_CONFIG_HOME", "/c"),
        ("XDG_DATA_HOME", "/d"),
        ("XDG_STATE_HOME", "/s"),
        ("XDG_CACHE_HOME", "/k"),
        ("XDG_RUNTIME_DIR", "/r"),
    ];

    private static void Check(DirectoryLayout layout, string home, (string Name, string Value)[] variables, AppDirectories expected)
    {
        Assert.True(AppDirectories.TryResolve(Environment(layout, home, variables), out var directories, out _));

        Assert.Equal($"{expected}", $"{directories}".Replace('\\', '/'));
    }

    private static UserEnvironment Environment(DirectoryLayout layout, string? home, (string Name, string Value)[] variables) =>
        new(layout, home, UserId: 1000, name => variables.FirstOrDefault(variable => string.Equals(variable.Name, name, StringComparison.Ordinal)).Value);
}
