using System.Diagnostics;

namespace CodeAssist.Processes.Tests.Policy;

/// <summary>A real repository with one commit, made by the real Git with no configuration but its own.</summary>
internal static class GitRepository
{
    public static string Create(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "Till.cs"), "class Till;\n");
        Git(folder, "init", "--quiet");
        Git(folder, "add", "--all");
        Git(folder, "-c", "user.name=clerk", "-c", "user.email=clerk@example.org", "commit", "--quiet", "--message", "Open the shop");

        return folder;
    }

    public static void Git(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        using var git = Process.Start(start)!;
        var error = git.StandardError.ReadToEnd();
        git.WaitForExit();
        Assert.True(git.ExitCode == 0, $"git {string.Join(' ', arguments)}: {error}");
    }
}
