using System.Diagnostics;
using System.Text;
using CodeAssist.Context.Ignoring;

namespace CodeAssist.Context.Tests.Ignoring;

public sealed class IgnoredPathsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codeassist-ignored-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(".codeassistignore")]
    [InlineData(".gitignore")]
    [InlineData(".aiexclude")]
    [InlineData(".aiignore")]
    [InlineData(".cursorignore")]
    [InlineData(".geminiignore")]
    [InlineData(".codeiumignore")]
    public async Task Every_ignore_file_excludes(string name)
    {
        Say(name, "private/\n*.customer.cs\n");
        Say("sub/" + name, "own.cs");

        Assert.True(await IsIgnoredAsync("private/a.cs"));
        Assert.True(await IsIgnoredAsync("deep/down/x.customer.cs"));
        Assert.True(await IsIgnoredAsync("sub/own.cs"));
        Assert.False(await IsIgnoredAsync("own.cs"));
    }

    [Fact]
    public async Task A_rule_of_one_file_takes_nothing_back_that_another_excludes()
    {
        Say(".gitignore", "a.cs\n!b.cs");
        Say(".codeassistignore", "b.cs\n!a.cs");
        Say(".cursorignore", "!a.cs\n!b.cs");

        Assert.True(await IsIgnoredAsync("a.cs"));
        Assert.True(await IsIgnoredAsync("b.cs"));
    }

    [Fact]
    public async Task A_file_of_rules_that_cannot_be_read_excludes_everything_below()
    {
        Directory.CreateDirectory(At("sub"));
        await File.WriteAllBytesAsync(At("sub/.codeassistignore"), [0, 1, 2, 3, 0, 0, 0xFF], Cancellation);

        Assert.True(await IsIgnoredAsync("sub/a.cs"));
        Assert.False(await IsIgnoredAsync("a.cs"));
    }

    [Fact]
    public async Task What_lies_behind_a_link_is_excluded()
    {
        Say("real/a.cs", "text");
        Directory.CreateSymbolicLink(At("linked"), At("real"));
        File.CreateSymbolicLink(At("b.cs"), At("real/a.cs"));

        Assert.True(await IsIgnoredAsync("linked/a.cs"));
        Assert.True(await IsIgnoredAsync("b.cs"));
        Assert.False(await IsIgnoredAsync("real/a.cs"));
    }

    [Theory]
    [InlineData("../a.cs")]
    [InlineData("a/../../b.cs")]
    [InlineData("/a.cs")]
    [InlineData("")]
    [InlineData(".git/config")]
    public async Task What_is_no_path_of_the_workspace_is_excluded(string path) => Assert.True(await IsIgnoredAsync(path));

    [Fact]
    public async Task A_file_that_is_gone_has_the_rules_of_its_folder()
    {
        Say(".gitignore", "gone/*.log.cs");

        Assert.True(await IsIgnoredAsync("gone/a.log.cs"));
        Assert.False(await IsIgnoredAsync("gone/a.cs"));
    }

    /// <summary>Random rules of every kind against random paths, with git as the judge.</summary>
    [Fact]
    public async Task Agrees_with_git_on_a_corpus()
    {
        string[] names = ["a", "b", "ab", "abc", "a.b", "a.log", "log", "x y", "#a", "!a", "a ", "[a]", "a*b", "a\\b", "ä", "build", "A", "-", "a]", "]"];
        string[] pieces =
        [
            "a", "b", "ab", "*", "?", "**", "/", "/**/", "**/", "/**", "*.log", "[ab]", "[!a]", "[^b]", "[a-c]", "[]a]", "[!]a]", "[[:alpha:]]", "[[:digit:]a]", "[a\\]b]", "[a-", "[",
            "\\a", "\\*", "\\#a", "\\!a", "\\[a]", "!", "#", " ", "\\ ", "x y", "ä", "build", "log", ".", "\t", "\\", "a\\\\b", "[--a]", "[b-a]",
        ];
        Git("init", "-q");
        var random = new Random(11);
        for (var round = 0; round < 40; round++)
        {
            foreach (var folder in (string[])["", "a/", "a/b/", "build/"])
            {
                Say(folder + ".gitignore", string.Join(round % 7 == 0 ? "\r\n" : "\n", Enumerable.Range(0, random.Next(6)).Select(_ => string.Concat(random.GetItems(pieces, random.Next(1, 5))))));
            }

            var paths = Enumerable.Range(0, 300).Select(_ => string.Join('/', random.GetItems(names, random.Next(1, 5)))).Distinct(StringComparer.Ordinal)
                .Where(path => !Directory.Exists(At(path))).ToList();
            var expected = IgnoredByGit(paths);
            var ignored = new IgnoredPaths(_folder.FullName);
            foreach (var path in paths)
            {
                Assert.True(
                    expected.Contains(path) == await ignored.ContainAsync(path, Cancellation),
                    $"round {round}, '{path}': git says {expected.Contains(path)}. Rules: {string.Join(" ", Directory.EnumerateFiles(_folder.FullName, ".gitignore", SearchOption.AllDirectories).Select(file => $"\n{file}: «{File.ReadAllText(file)}»"))}");
            }
        }
    }

    private Task<bool> IsIgnoredAsync(string path) => new IgnoredPaths(_folder.FullName).ContainAsync(path, Cancellation);

    private HashSet<string> IgnoredByGit(IEnumerable<string> paths)
    {
        var start = new ProcessStartInfo("git", ["-C", _folder.FullName, "-c", "core.excludesFile=", "-c", "core.ignoreCase=false", "check-ignore", "--no-index", "-z", "--stdin"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var git = Process.Start(start)!;
        git.StandardInput.Write(string.Concat(paths.Select(path => path + '\0')));
        git.StandardInput.Close();
        var ignored = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        git.WaitForExit();
        return ignored;
    }

    private void Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", _folder.FullName, .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
    }

    private void Say(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }

    private string At(string path) => Path.Combine(_folder.FullName, path);
}
