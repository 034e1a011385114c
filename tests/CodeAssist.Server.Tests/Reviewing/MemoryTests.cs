using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Memory;
using CodeAssist.Server.Reviewing.Memory;

namespace CodeAssist.Server.Tests.Reviewing;

/// <summary>What is remembered of reviews lies in files that people edit, merge and tear.</summary>
public sealed class MemoryTests : IDisposable
{
    private static readonly EarlierReview _review = new(
        [new EarlierFinding("0123456789abcdef01234567", "empty-catch", Severity.Warning, "a.cs", 7, "Errors vanish.")],
        new Dictionary<string, string>(StringComparer.Ordinal) { ["a.cs"] = "digest" });

    private readonly string _folder = Directory.CreateTempSubdirectory("codeassist-memory-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_review_is_recalled_by_its_subject()
    {
        Assert.Null(Memory().Remember("staged", _review));

        Assert.Equal("empty-catch", Assert.Single(Memory().Recall("staged").Findings).Rule);
        Assert.Empty(Memory().Recall("working tree").Findings);
        Assert.Equal("digest", Memory().Recall("staged").Files["a.cs"]);
    }

    [Fact]
    public void Another_repository_remembers_nothing_of_it()
    {
        Memory().Remember("staged", _review);

        Assert.Empty(Memory("/another").Recall("staged").Findings);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"version\":1")]
    [InlineData("{\"version\":9}")]
    [InlineData("null")]
    public void A_torn_memory_is_none(string content)
    {
        Memory().Remember("staged", _review);
        var file = Assert.Single(Directory.GetFiles(Path.Combine(_folder, "state"), "*.json", SearchOption.AllDirectories));
        File.WriteAllText(file, content);

        Assert.Empty(Memory().Recall("staged").Findings);
    }

    [Fact]
    public void Only_the_latest_subjects_are_kept()
    {
        for (var number = 0; number < 60; number++)
        {
            Memory().Remember(FormattableString.Invariant($"commit {number}"), _review);
        }

        Assert.Equal(50, Directory.GetFiles(Path.Combine(_folder, "state"), "*.json", SearchOption.AllDirectories).Length);
    }

    [Theory]
    [InlineData(DismissalPlace.Repository)]
    [InlineData(DismissalPlace.User)]
    internal async Task A_dismissal_is_read_again_with_its_reason(DismissalPlace place)
    {
        Assert.Null(await Memory().Dismissals.AddAsync(Dismissal("a", "because"), place, TestContext.Current.CancellationToken));
        Assert.Null(await Memory().Dismissals.AddAsync(Dismissal("b", "because"), place, TestContext.Current.CancellationToken));
        Assert.Null(await Memory().Dismissals.AddAsync(Dismissal("a", "for another reason"), place, TestContext.Current.CancellationToken));

        var (dismissals, problems) = await Memory().Dismissals.ReadAsync(TestContext.Current.CancellationToken);

        Assert.Empty(problems);
        Assert.Equal(["for another reason", "because"], dismissals.Select(dismissal => dismissal.Reason), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("<<<<<<< ours\n{}")]
    [InlineData("{\"version\":2,\"dismissals\":[]}")]
    [InlineData("{\"version\":1,\"dismissals\":[{\"finding\":\"a\"}]}")]
    [InlineData("{\"version\":1,\"dismissals\":[null]}")]
    public async Task A_list_that_cannot_be_understood_dismisses_nothing_says_so_and_is_not_written_over(string content)
    {
        var file = Path.Combine(_folder, "repository", Dismissals.RepositoryFile);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);

        var (dismissals, problems) = await Memory().Dismissals.ReadAsync(TestContext.Current.CancellationToken);
        var refused = await Memory().Dismissals.AddAsync(Dismissal("a", "because"), DismissalPlace.Repository, TestContext.Current.CancellationToken);

        Assert.Empty(dismissals);
        Assert.Contains(file, Assert.Single(problems), StringComparison.Ordinal);
        Assert.NotNull(refused);
        Assert.Equal(content, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    private ReviewMemory Memory(string? root = null) =>
        new(root ?? Path.Combine(_folder, "repository"), Path.Combine(_folder, "data"), Path.Combine(_folder, "state"));

    private static Dismissal Dismissal(string finding, string reason) =>
        new(finding, "empty-catch", "a.cs", DismissalScope.Finding, reason, new DateOnly(2026, 11, 21));
}
