using CodeAssist.Processes.Running;

namespace CodeAssist.Processes.Tests.Running;

/// <summary>Where groups are made, and what is read in them. What the kernel makes of them is tried with real commands (<see cref="CommandRunnerTests"/>).</summary>
public sealed class CommandGroupTests : IDisposable
{
    private static readonly RunLimits _limits = RunLimits.Usual with { MemoryBytes = 64 * 1024 * 1024, Processes = 20 };

    private readonly string _mounts = Directory.CreateTempSubdirectory("codeassist-groups").FullName;

    public void Dispose() => Directory.Delete(_mounts, recursive: true);

    [Fact]
    public void A_group_is_made_beside_the_one_of_this_program_where_its_controllers_are_given()
    {
        Put("cgroup.controllers", "cpu memory pids\n");
        Put("user.slice/app.slice/cgroup.subtree_control", "cpu memory pids\n");
        Put("user.slice/app.slice/editor.scope/cgroup.procs", "1\n");

        var folder = Assert.Single(CommandGroup.TryCreate(_limits, _mounts, "0::/user.slice/app.slice/editor.scope\n")!.Folders);

        Assert.Equal(Path.Combine(_mounts, "user.slice", "app.slice"), Path.GetDirectoryName(folder));
        Assert.Equal(("160", "67108864", "0", "1"), (Read(folder, "pids.max"), Read(folder, "memory.max"), Read(folder, "memory.swap.max"), Read(folder, "memory.oom.group")));
    }

    [Theory]
    [InlineData("0::/user.slice/app.slice/editor.scope\n", "cpu memory\n")]
    [InlineData("0::/elsewhere/x\n", "cpu memory pids\n")]
    [InlineData("", "cpu memory pids\n")]
    public void Where_the_controllers_are_not_given_there_is_no_group(string own, string given)
    {
        Put("cgroup.controllers", "cpu memory pids\n");
        Put("user.slice/app.slice/cgroup.subtree_control", given);

        Assert.Null(CommandGroup.TryCreate(_limits, _mounts, own));
        Assert.Empty(Directory.EnumerateDirectories(_mounts, "codeassist-*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Controllers_apart_are_joined_each()
    {
        Put("pids/cgroup.procs", "");
        Put("memory/cgroup.procs", "");
        Put("memory/jobs/1/cgroup.procs", "");

        var group = CommandGroup.TryCreate(_limits, _mounts, "5:memory:/jobs/1\n3:cpu,pids:/\n0::/\n")!;
        CommandGroup.Join(group.Folders);

        Assert.Equal([Path.Combine(_mounts, "pids"), Path.Combine(_mounts, "memory", "jobs", "1")], group.Folders.Select(folder => Path.GetDirectoryName(folder)!), StringComparer.Ordinal);
        Assert.Equal("67108864", Read(group.Folders[1], "memory.limit_in_bytes"));
        Assert.All(group.Folders, folder => Assert.Equal("0", Read(folder, "cgroup.procs")));
    }

    [Theory]
    [InlineData("memory.events", "low 0\noom 1\noom_kill 1\n", "64 MiB")]
    [InlineData("pids.events", "max 3\n", "20 processes")]
    [InlineData("pids.events", "max 0\n", null)]
    public void What_the_kernel_refused_is_told(string file, string text, string? told)
    {
        Put("cgroup.controllers", "");
        Put("a/cgroup.subtree_control", "memory pids\n");
        var group = CommandGroup.TryCreate(_limits, _mounts, "0::/a/b\n")!;

        File.WriteAllText(Path.Combine(group.Folders[0], file), text);

        Assert.Contains(told ?? "", group.Refused(_limits) ?? "", StringComparison.Ordinal);
        Assert.Equal(told is null, group.Refused(_limits) is null);
    }

    [Fact]
    public void What_a_program_left_behind_that_is_gone_is_taken_away()
    {
        Put("cgroup.controllers", "");
        Put("a/cgroup.subtree_control", "memory pids\n");
        var left = Directory.CreateDirectory(Path.Combine(_mounts, "a", "codeassist-99999999-1")).FullName;

        using var group = CommandGroup.TryCreate(_limits, _mounts, "0::/a/b\n");

        Assert.False(Directory.Exists(left));
    }

    private static string Read(string folder, string file) => File.ReadAllText(Path.Combine(folder, file));

    private void Put(string path, string text)
    {
        var full = Path.Combine(_mounts, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
