using CodeAssist.Context.Changes;
using CodeAssist.Processes.Git;
using CodeAssist.TestSupport;

namespace CodeAssist.Context.Tests.Changes;

/// <summary>The branches that are offered when a change is to be compared with one.</summary>
public sealed class BranchesTests
{
    [Fact]
    public async Task The_usual_ones_come_first_and_the_one_that_one_is_on_is_left_out()
    {
        using var repository = TemporaryRepository.Create();
        repository.Write("a.cs", "one\n");
        repository.Commit();
        repository.Git("branch", "--move", "main");
        repository.Git("branch", "another");
        repository.Git("update-ref", "refs/remotes/origin/main", "HEAD");
        repository.Git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
        repository.Git("switch", "--quiet", "--create", "feature");

        var branches = await ReadAsync(repository.Root);

        Assert.Equal("main another origin/main", string.Join(' ', branches));
    }

    [Fact]
    public async Task Where_there_is_no_repository_there_are_none()
    {
        using var folder = TemporaryRepository.CreateFolder();

        Assert.Empty(await ReadAsync(folder.Root));
    }

    private static Task<IReadOnlyList<string>> ReadAsync(string folder) =>
        Branches.ReadAsync(new GitProgram(TimeProvider.System), folder, TestContext.Current.CancellationToken);
}
