using CodeAssist.Context.Changes;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Processes.Git;
using CodeAssist.TestSupport;

namespace CodeAssist.Context.Tests.Changes;

/// <summary>A commit is read by its own attributes and ignore files, whatever is checked out.</summary>
public sealed class CommittedRulesTests : IDisposable
{
    private readonly TemporaryRepository _repository = TemporaryRepository.Create();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public async Task An_old_commit_is_read_by_the_rules_that_it_had()
    {
        _repository.Write(".gitattributes", "schema.cs linguist-generated\n*.dat binary\n");
        _repository.Write(".cursorignore", "secret/\n");
        _repository.Write("sub/.codeassistignore", "key.*\n");
        _repository.Commit();
        foreach (var path in (string[])["schema.cs", "table.dat", "secret/deep/a.cs", "sub/key.cs", "sub/b.cs"])
        {
            _repository.Write(path, "one\n");
        }

        _repository.Commit();
        foreach (var path in (string[])[".gitattributes", ".cursorignore", "sub/.codeassistignore"])
        {
            File.Delete(_repository.At(path));
        }

        _repository.Commit();
        string[] expected = ["Added schema.cs: Generated", "Added secret/deep/a.cs: Ignored", "Added sub/b.cs: -[]+[one]", "Added sub/key.cs: Ignored", "Added table.dat: Binary"];

        Assert.Equal(expected, (await _repository.ReadAsync(new ChangeRequest.Commit(_repository.Root, "HEAD~1"))).Told());
    }

    [Fact]
    public async Task What_only_later_commits_say_of_files_does_not_hold_for_an_old_one_but_what_the_disk_keeps_from_assistants_does()
    {
        _repository.Write("a.cs", "one\n");
        _repository.Write("b.cs", "one\n");
        _repository.Commit();
        _repository.Write(".gitattributes", "*.cs linguist-generated\n");
        _repository.Write(".codeassistignore", "b.cs\n");
        _repository.Commit();

        Assert.Equal(["Added a.cs: -[]+[one]", "Added b.cs: Ignored"], (await _repository.ReadAsync(new ChangeRequest.Commit(_repository.Root, "HEAD~1"))).Told());
    }

    [Theory]
    [InlineData("*.cs diff")]
    [InlineData("*.cs -diff\na.cs diff")]
    [InlineData("*.cs binary\nsub/*.cs !diff")]
    [InlineData("/a.cs -diff\nsub/a.cs -diff")]
    [InlineData("sub/ -diff\nsub/** linguist-generated=true")]
    [InlineData("**/deep/*.cs linguist-generated=false -diff")]
    [InlineData("# *.cs -diff\n\n   a.cs   -diff   linguist-generated  ")]
    [InlineData("!a.cs -diff")]
    [InlineData("\"with blank.cs\" -diff")]
    [InlineData("[attr]made linguist-generated -diff\n*.cs made\na.cs diff=csharp")]
    [InlineData("* binary diff")]
    [InlineData("a.cs\n*.CS -diff\n[ab].cs linguist-generated\n")]
    [InlineData("*.cs -diff\r\na.cs linguist-generated\r\n")]
    public async Task Attributes_mean_what_git_takes_them_for(string attributes)
    {
        string[] paths = ["a.cs", "b.cs", "with blank.cs", "sub/a.cs", "sub/deep/a.cs", "other/deep/größe.cs"];
        Array.ForEach(paths, path => _repository.Write(path, "one\n"));
        _repository.Write(".gitattributes", attributes);
        _repository.Write("sub/deep/.gitattributes", "b.cs -diff\n*.cs diff=deep\n");
        _repository.Commit();
        var cancellationToken = TestContext.Current.CancellationToken;
        var (view, _) = await RepositoryView.OpenAsync(new GitProgram(TimeProvider.System), _repository.Root, cancellationToken);
        var disk = await PathAttributes.ReadAsync(view!.Git, NewSide.Disk, paths, cancellationToken);
        var commit = await PathAttributes.ReadAsync(view.Git, "HEAD", paths, cancellationToken);

        Assert.Equal(paths.Select(path => (disk!.IsBinary(path), disk.IsGenerated(path))), paths.Select(path => (commit!.IsBinary(path), commit.IsGenerated(path))));
    }
}
