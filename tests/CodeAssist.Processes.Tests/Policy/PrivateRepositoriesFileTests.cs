using CodeAssist.Core.Policy;
using CodeAssist.Processes.Policy;

namespace CodeAssist.Processes.Tests.Policy;

/// <summary>Case 35: a list that is missing, torn or from the future closes, says why, and is not overwritten.</summary>
public sealed class PrivateRepositoriesFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ca-").FullName;

    private string ListPath => PrivateRepositoriesFile.In(_folder);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_list_that_nobody_began_is_missing() => Assert.IsType<PrivateRepositories.Missing>(PrivateRepositoriesFile.Read(ListPath));

    [Fact]
    public async Task A_list_that_was_begun_is_empty_and_kept_by_beginning_again()
    {
        Assert.Null(await PrivateRepositoriesFile.BeginAsync(ListPath, TimeProvider.System, Cancellation));
        Assert.Empty(Assert.IsType<PrivateRepositories.Known>(PrivateRepositoriesFile.Read(ListPath)).List);

        await AddAsync("shop", PrivateBy.User, "path:/shop");
        Assert.Null(await PrivateRepositoriesFile.BeginAsync(ListPath, TimeProvider.System, Cancellation));

        Assert.Single(Assert.IsType<PrivateRepositories.Known>(PrivateRepositoriesFile.Read(ListPath)).List);
    }

    [Fact]
    public async Task Two_entries_that_turn_out_to_be_one_repository_become_one_and_stay_the_users()
    {
        await AddAsync("shop", PrivateBy.User, "path:/shop");
        await AddAsync("till", PrivateBy.RepositoryFile, "remote:example.org/till");

        await AddAsync("market", PrivateBy.RepositoryFile, "path:/shop", "remote:example.org/till");

        var only = Assert.Single(Assert.IsType<PrivateRepositories.Known>(PrivateRepositoriesFile.Read(ListPath)).List);
        Assert.Equal(("shop", PrivateBy.User), (only.Name, only.By));
        Assert.Equal(["path:/shop", "remote:example.org/till"], only.Marks);
    }

    [Fact]
    public async Task Processes_that_write_at_once_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => AddAsync($"shop {number}", PrivateBy.User, $"path:/{number}")));

        Assert.Equal(20, Assert.IsType<PrivateRepositories.Known>(PrivateRepositoriesFile.Read(ListPath)).List.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"version": 1, "repositories": [""")]
    [InlineData("""{"version": 2, "repositories": []}""")]
    [InlineData("""{"version": 1}""")]
    [InlineData("""{"version": 1, "repositories": null}""")]
    [InlineData("""{"version": 1, "repositories": [], "until": "tomorrow"}""")]
    [InlineData("""{"version": 1, "repositories": [{"name": "shop", "by": "user", "marks": []}]}""")]
    [InlineData("""{"version": 1, "repositories": [{"name": "shop", "by": "moon", "marks": ["path:/shop"]}]}""")]
    public async Task What_is_not_understood_to_the_last_key_is_unusable_and_stays_as_it_is(string content)
    {
        await File.WriteAllTextAsync(ListPath, content, Cancellation);

        Assert.IsType<PrivateRepositories.Unusable>(PrivateRepositoriesFile.Read(ListPath));

        var failure = await PrivateRepositoriesFile.BeginAsync(ListPath, TimeProvider.System, Cancellation);
        Assert.Contains("cannot be changed", failure?.Message, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(ListPath, Cancellation));
    }

    [Fact]
    public void A_list_that_is_no_file_is_unusable()
    {
        Directory.CreateDirectory(ListPath);

        Assert.IsType<PrivateRepositories.Unusable>(PrivateRepositoriesFile.Read(ListPath));
    }

    private async Task AddAsync(string name, PrivateBy by, params string[] marks) =>
        Assert.Null(await PrivateRepositoriesFile.AddAsync(
            ListPath, name, by, new RepositoryMarks.Known(marks), TimeProvider.System, Cancellation));
}
