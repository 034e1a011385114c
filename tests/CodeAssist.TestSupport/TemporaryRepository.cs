using System.Diagnostics;
using System.Text;

namespace CodeAssist.TestSupport;

/// <summary>A real repository in a folder of its own, made by the real Git with no configuration but its own. Gone when it is disposed of.</summary>
public sealed class TemporaryRepository : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codeassist-repository-");

    private TemporaryRepository()
    {
    }

    /// <summary>Absolute path of its top.</summary>
    public string Root => _folder.FullName;

    /// <summary>Without any commit, on the branch <c>main</c>.</summary>
    public static TemporaryRepository Create()
    {
        var repository = new TemporaryRepository();
        repository.Git("init", "--quiet", "--initial-branch=main");
        return repository;
    }

    /// <summary>An ordinary folder that belongs to no repository.</summary>
    public static TemporaryRepository CreateFolder() => new();

    /// <summary>Runs Git at the top.</summary>
    /// <returns>What it wrote, without the last line break.</returns>
    public string Git(params string[] arguments) => GitIn(Root, arguments);

    /// <summary>Runs Git anywhere.</summary>
    public static string GitIn(string folder, params string[] arguments) => GitWith(folder, input: "", arguments);

    /// <summary>Runs Git with something to read.</summary>
    public static string GitWith(string folder, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-c", "protocol.file.allow=always", .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };
        foreach (var (name, value) in new[]
        {
            ("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_AUTHOR_NAME", "clerk"), ("GIT_AUTHOR_EMAIL", "clerk@example.org"),
            ("GIT_COMMITTER_NAME", "clerk"), ("GIT_COMMITTER_EMAIL", "clerk@example.org"), ("GIT_TERMINAL_PROMPT", "0"),
        })
        {
            start.Environment[name] = value;
        }

        using var git = Process.Start(start)!;
        var error = new StringBuilder();
        git.ErrorDataReceived += (_, line) => error.AppendLine(line.Data);
        git.BeginErrorReadLine();
        git.StandardInput.Write(input);
        git.StandardInput.Close();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0 ? output.TrimEnd('\n') : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {error}");
    }

    /// <summary>Writes a file of the working tree, and the folders that it needs.</summary>
    public void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file of the working tree, and the folders that it needs.</summary>
    public void Write(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllBytes(At(path), content);
    }

    /// <summary>Writes a shell script that can be run. Not on Windows.</summary>
    /// <returns>Its absolute path.</returns>
    public string WriteProgram(string path, string script)
    {
        Write(path, $"#!/bin/sh\n{script}\n");
        MakeExecutable(path);
        return At(path);
    }

    /// <summary>Lets everybody run a file. Not on Windows.</summary>
    public void MakeExecutable(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("Files have no such permission here.");
        }

        File.SetUnixFileMode(At(path), File.GetUnixFileMode(At(path)) | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    /// <summary>Commits everything that is there.</summary>
    /// <returns>The commit's id.</returns>
    public string Commit(string message = "Change something")
    {
        Git("add", "--all");
        Git("commit", "--quiet", "--allow-empty", "--message", message);
        return Git("rev-parse", "HEAD");
    }

    public string At(string path) => Path.Combine(Root, path);

    public void Dispose()
    {
        foreach (var file in _folder.EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            // Git protects its objects, which keeps Windows from deleting them.
            file.Attributes = FileAttributes.Normal;
        }

        _folder.Delete(recursive: true);
    }
}
