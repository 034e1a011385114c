using System.Diagnostics;
using CodeAssist.Context.Index.Files;

namespace CodeAssist.Context.Tests.Index.Files;

public sealed class WorkspaceFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codeassist-index-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Lists_source_files_and_leaves_out_the_rest()
    {
        Write("a.cs", "src/b.py", "picture.png", "notes", "node_modules/x/index.js", ".git/config.json", "app.min.js", "package-lock.json");

        Assert.Equal(["a.cs", "src/b.py"], await ListAsync());
    }

    [Theory]
    [InlineData(".env.json")]
    [InlineData("config/credentials.json")]
    [InlineData(".ssh/config.py")]
    [InlineData("secrets.yaml")]
    [InlineData("appsettings.Production.json")]
    public async Task Leaves_out_what_may_hold_keys_whatever_the_rules_say(string path)
    {
        Write("a.cs", path);
        Say(".gitignore", "!" + path);

        Assert.Equal(["a.cs"], await ListAsync());
    }

    [Fact]
    public async Task Rules_of_other_assistants_exclude_more_and_never_less()
    {
        Write("a.cs", "b.cs", "c.cs");
        Say(".gitignore", "c.cs");
        Say(".cursorignore", "b.cs\n!c.cs");

        Assert.Equal(["a.cs"], await ListAsync());
    }

    [Fact]
    public async Task Links_are_not_followed()
    {
        Write("real/a.cs");
        File.CreateSymbolicLink(At("b.cs"), At("real/a.cs"));
        Directory.CreateSymbolicLink(At("again"), At("real"));

        Assert.Equal(["real/a.cs"], await ListAsync());
    }

    [Fact]
    public async Task Ignores_the_same_files_as_git()
    {
        string[] names = ["a.cs", "b.cs", "log.cs", "keep.cs"];
        string[] folders = ["", "src/", "src/deep/", "build/", "src/build/", "doc/", "doc/x/y/"];
        string[] rules = ["build/", "*.cs\n!keep.cs", "/doc/**", "doc/**/b.cs", "src/*.cs", "**/deep/a.cs", "!/src/build/", "/build\n!log.cs", "log*", "src/**/[ab].cs", "*/build", "d?c/"];
        Write([.. folders.SelectMany(folder => names.Select(name => folder + name))]);
        Git("init", "-q");
        var random = new Random(2);
        for (var round = 0; round < 25; round++)
        {
            foreach (var folder in folders)
            {
                File.Delete(At(folder + ".gitignore"));
                if (folder.Length == 0 || random.Next(3) == 0)
                {
                    Say(folder + ".gitignore", string.Join('\n', random.GetItems(rules, 3)));
                }
            }

            var expected = Git("ls-files", "--others", "--exclude-standard", "--", "*.cs").Split('\n', StringSplitOptions.RemoveEmptyEntries);

            Assert.Equal(expected.Order(StringComparer.Ordinal), (await ListAsync()).Order(StringComparer.Ordinal));
        }
    }

    private async Task<List<string>> ListAsync()
    {
        var files = new List<string>();
        await foreach (var file in WorkspaceFiles.ListAsync(_folder.FullName, TestContext.Current.CancellationToken))
        {
            files.Add(file.Relative);
        }

        return files;
    }

    private void Write(params string[] paths)
    {
        foreach (var path in paths)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
            Say(path, "text");
        }
    }

    private void Say(string path, string text) => File.WriteAllText(At(path), text);

    private string Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-C", _folder.FullName, .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    private string At(string path) => Path.Combine(_folder.FullName, path);
}
