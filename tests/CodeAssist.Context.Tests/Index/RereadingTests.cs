using CodeAssist.Context.Index;
using CodeAssist.Core.Completion;

namespace CodeAssist.Context.Tests.Index;

/// <summary>What an index says after the disk has changed under it: at <c>alpha.Beta(</c>, in the order of the alphabet.</summary>
public sealed class RereadingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codeassist-index-");
    private readonly WorkspaceIndex _index = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_changed_file_says_what_it_says_now()
    {
        await BuildAsync(("a.cs", "gamma"));
        Write("a.cs", "delta");

        await RereadAsync("a.cs");

        Assert.Equal(["delta"], Known());
    }

    [Fact]
    public async Task A_new_file_is_read_and_a_removed_one_forgotten()
    {
        await BuildAsync(("src/a.cs", "gamma"));
        File.Delete(At("src/a.cs"));
        Write("src/b.cs", "delta");

        await RereadAsync("src/a.cs", "src/b.cs");

        Assert.Equal(["delta"], Known());
    }

    [Fact]
    public async Task A_folder_comes_and_goes_with_all_that_is_in_it()
    {
        await BuildAsync(("old/deep/a.cs", "gamma"), ("old/b.cs", "delta"), ("older.cs", "epsilon"));
        Directory.Move(At("old"), At("new"));

        await RereadAsync("old");

        Assert.Equal(["epsilon"], Known());

        await RereadAsync("new");

        Assert.Equal(["delta", "epsilon", "gamma"], Known());
    }

    [Fact]
    public async Task What_may_not_be_read_is_not()
    {
        await BuildAsync(("a.cs", "gamma"), (".gitignore", "hidden/\n*.local.cs"), ("src/.aiignore", "own.cs"));
        Write("hidden/b.cs", "delta");
        Write("b.local.cs", "delta");
        Write("src/own.cs", "delta");
        Write(".env.cs", "delta");
        Write(".git/hook.py", "delta");
        Write("package.g.cs", "delta");
        File.CreateSymbolicLink(At("link.cs"), At("hidden/b.cs"));
        Directory.CreateSymbolicLink(At("linked"), At("hidden"));

        await RereadAsync("hidden/b.cs", "hidden", "b.local.cs", "src/own.cs", ".env.cs", ".git/hook.py", "package.g.cs", "link.cs", "linked", "linked/b.cs");

        Assert.Equal(["gamma"], Known());
    }

    [Theory]
    [InlineData("../outside.cs")]
    [InlineData("src/../../outside.cs")]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("a.cs/b.cs")]
    [InlineData("nul\0.cs")]
    public async Task A_path_that_is_none_of_the_folder_changes_nothing(string path)
    {
        var inner = Directory.CreateDirectory(At("inner")).FullName;
        Write("outside.cs", "delta");
        Write("inner/a.cs", "gamma");
        await _index.BuildAsync(inner, IndexLimits.Default, new Progress<IndexProgress>(), Cancel);

        await _index.RereadAsync(inner, [path], IndexLimits.Default, new Progress<IndexProgress>(), Cancel);

        Assert.Equal(["gamma"], Known());
    }

    [Fact]
    public async Task New_rules_forget_what_they_ignore_and_read_what_they_no_longer_do()
    {
        await BuildAsync(("src/.gitignore", "a.cs"), ("src/a.cs", "gamma"), ("src/b.cs", "delta"), ("c.cs", "epsilon"));
        Assert.Equal(["delta", "epsilon"], Known());
        Write("src/.gitignore", "b.cs");

        await RereadAsync("src/.gitignore");

        Assert.Equal(["epsilon", "gamma"], Known());
    }

    [Fact]
    public async Task A_file_that_has_become_binary_or_generated_is_forgotten()
    {
        await BuildAsync(("a.cs", "gamma"), ("b.cs", "delta"));
        Write("a.cs", "gamma\0\u0001\u0002");
        Write("b.cs", "delta); // do not edit");

        await RereadAsync("a.cs", "b.cs");

        Assert.Empty(Known());
    }

    [Fact]
    public async Task An_open_document_wins_over_the_disk_until_it_is_closed()
    {
        await BuildAsync(("a.cs", "gamma"));
        _index.Update("a.cs", "alpha.Beta(delta);\n");
        Write("a.cs", "epsilon");

        await RereadAsync("a.cs");

        Assert.Equal(["delta"], Known());

        _index.Close("a.cs");
        await RereadAsync("a.cs");

        Assert.Equal(["epsilon"], Known());
    }

    [Fact]
    public async Task An_open_document_outlives_its_file_until_it_is_closed()
    {
        await BuildAsync(("src/a.cs", "gamma"));
        _index.Update("src/a.cs", "alpha.Beta(delta);\n");
        Directory.Delete(At("src"), recursive: true);

        await RereadAsync("src");

        Assert.Equal(["delta"], Known());

        _index.Close("src/a.cs");
        await RereadAsync("src/a.cs");

        Assert.Empty(Known());
    }

    [Fact]
    public async Task Only_so_much_is_kept_as_the_limits_allow_and_what_is_known_comes_first()
    {
        await BuildAsync(("b.cs", "gamma"));
        Write("a.cs", "delta");
        Write("b.cs", "epsilon");

        var read = await _index.RereadAsync(_folder.FullName, ["a.cs", "b.cs"], new IndexLimits(1, 1000), new Progress<IndexProgress>(), Cancel);

        Assert.Equal((1, true), (read.Files, read.IsLimited));
        Assert.Equal(["epsilon"], Known());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string At(string path) => Path.Combine(_folder.FullName, path);

    private Task<IndexProgress> RereadAsync(params string[] paths) =>
        _index.RereadAsync(_folder.FullName, paths, IndexLimits.Default, new Progress<IndexProgress>(), Cancel);

    private async Task BuildAsync(params (string Path, string Word)[] files)
    {
        foreach (var (path, word) in files)
        {
            Write(path, word);
        }

        await _index.BuildAsync(_folder.FullName, IndexLimits.Default, new Progress<IndexProgress>(), Cancel);
    }

    // A file with rules says just them.
    private void Write(string path, string word)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), path.EndsWith("ignore", StringComparison.Ordinal) ? word : $"alpha.Beta({word});\n");
    }

    private List<string> Known()
    {
        const string Text = "alpha.Beta(";
        var request = new CompletionRequest("here/caret.cs", "test", "csharp", Text, Text.Length, CompletionTrigger.Automatic);
        var known = _index.Propose(request, 10).Select(proposal => proposal.Text.Replace(");", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        _index.Remove(request.Path);
        return known;
    }
}
