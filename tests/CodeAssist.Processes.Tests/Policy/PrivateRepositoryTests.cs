using CodeAssist.Core.Policy;
using CodeAssist.Processes.Broker;
using CodeAssist.Processes.Policy;

namespace CodeAssist.Processes.Tests.Policy;

/// <summary>Case 3: what was private stays private, whatever becomes of the folder and of the files in it.</summary>
public sealed class PrivateRepositoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ca-").FullName;

    private PolicyFiles Files => PolicyFiles.In(_folder, _folder);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_demand_outlives_its_file()
    {
        var shop = await PrivateShopAsync();

        Directory.Delete(Path.Combine(shop, ".codeassist"), recursive: true);

        await AssertPrivateAsync(shop);
    }

    [Fact]
    public async Task A_demand_outlives_a_new_name_of_the_folder()
    {
        var shop = await PrivateShopAsync();
        Directory.Delete(Path.Combine(shop, ".codeassist"), recursive: true);

        Directory.Move(shop, Path.Combine(_folder, "market"));

        await AssertPrivateAsync(Path.Combine(_folder, "market"));
    }

    [Fact]
    public async Task A_new_worktree_is_as_private_as_the_first()
    {
        var shop = await PrivateShopAsync();

        GitRepository.Git(shop, "worktree", "add", "--quiet", "../branch");

        Assert.False(Directory.Exists(Path.Combine(_folder, "branch", ".codeassist")));
        await AssertPrivateAsync(Path.Combine(_folder, "branch"));
    }

    [Fact]
    public async Task A_second_clone_of_the_same_remote_is_as_private_as_the_first()
    {
        var shop = GitRepository.Create(Path.Combine(_folder, "shop"));
        GitRepository.Git(shop, "remote", "add", "origin", "https://example.org/shop/till.git");
        await DemandAsync(shop);
        var other = GitRepository.Create(Path.Combine(_folder, "other"));
        GitRepository.Git(other, "remote", "add", "upstream", "git@example.org:shop/till");

        await AssertPrivateAsync(other);
    }

    [Fact]
    public async Task What_is_seen_of_a_private_repository_is_learned()
    {
        var shop = await PrivateShopAsync();
        Directory.Delete(Path.Combine(shop, ".codeassist"), recursive: true);
        GitRepository.Git(shop, "remote", "add", "origin", "https://example.org/shop/till.git");
        await AssertPrivateAsync(shop);
        Directory.Delete(shop, recursive: true);

        var again = GitRepository.Create(Path.Combine(_folder, "again"));
        GitRepository.Git(again, "remote", "add", "origin", "https://example.org/shop/till.git");

        await AssertPrivateAsync(again);
    }

    [Theory]
    [InlineData("""{"version": 1, "localOnly": false}""")]
    [InlineData("""{"version": 1}""")]
    public async Task A_repository_cannot_take_its_demand_back(string content)
    {
        var shop = await PrivateShopAsync();

        await File.WriteAllTextAsync(Path.Combine(shop, ".codeassist", "policy.json"), content, Cancellation);

        await AssertPrivateAsync(shop);
    }

    [Fact]
    public async Task A_folder_further_down_is_under_the_policy_of_the_whole_repository()
    {
        var shop = GitRepository.Create(Path.Combine(_folder, "shop"));
        var below = Directory.CreateDirectory(Path.Combine(shop, "src", "till")).FullName;
        WriteDemand(shop);

        var policy = Assert.IsType<NetworkPolicy.LocalOnly>(await ResolveAsync(below));

        Assert.Equal(LocalOnlyCause.RepositoryRule, Assert.Single(policy.Reasons).Cause);
    }

    [Fact]
    public async Task Only_its_user_releases_a_repository()
    {
        var shop = await PrivateShopAsync();
        Directory.Delete(Path.Combine(shop, ".codeassist"), recursive: true);
        var marks = Assert.IsType<RepositoryMarks.Known>(PolicyReading.StandingOf(Folder(shop)).Marks);

        Assert.Null(await PrivateRepositoriesFile.RemoveAsync(Files.Private, marks, TimeProvider.System, Cancellation));

        Assert.IsType<NetworkPolicy.Open>(await ResolveAsync(shop));
    }

    [Fact]
    public async Task A_repository_that_has_nothing_to_do_with_a_private_one_is_open()
    {
        await PrivateShopAsync();
        var other = GitRepository.Create(Path.Combine(_folder, "other"));

        Assert.IsType<NetworkPolicy.Open>(await ResolveAsync(other));
    }

    [Fact]
    public async Task A_repository_that_cannot_be_told_from_private_ones_stays_local()
    {
        var torn = Directory.CreateDirectory(Path.Combine(_folder, "torn")).FullName;
        await File.WriteAllTextAsync(Path.Combine(torn, ".git"), "gitdir: ../nowhere\n", Cancellation);

        var policy = Assert.IsType<NetworkPolicy.LocalOnly>(await ResolveAsync(torn));

        Assert.Equal(LocalOnlyCause.PrivateRepositoriesUnusable, Assert.Single(policy.Reasons).Cause);
    }

    [Fact]
    public async Task Nothing_in_a_repositorys_own_configuration_is_obeyed()
    {
        var shop = GitRepository.Create(Path.Combine(_folder, "shop"));
        var trap = Path.Combine(_folder, "ran");
        foreach (var key in (string[])["core.fsmonitor", "core.pager", "core.sshCommand", "core.hooksPath"])
        {
            GitRepository.Git(shop, "config", key, $"touch {trap}");
        }

        await ResolveAsync(shop);

        Assert.False(File.Exists(trap));
    }

    private static WorkspaceFolder Folder(string path) => new(path, WorkspaceTrust.Trusted);

    private async Task<string> PrivateShopAsync()
    {
        var shop = GitRepository.Create(Path.Combine(_folder, "shop"));
        await DemandAsync(shop);

        return shop;
    }

    private async Task DemandAsync(string shop)
    {
        WriteDemand(shop);
        Assert.IsType<NetworkPolicy.LocalOnly>(await ResolveAsync(shop));
    }

    private static void WriteDemand(string shop)
    {
        Directory.CreateDirectory(Path.Combine(shop, ".codeassist"));
        File.WriteAllText(Path.Combine(shop, ".codeassist", "policy.json"), """{"version": 1, "localOnly": true}""");
    }

    private async Task AssertPrivateAsync(string folder)
    {
        var policy = Assert.IsType<NetworkPolicy.LocalOnly>(await ResolveAsync(folder));

        Assert.Equal(LocalOnlyCause.PrivateRepository, Assert.Single(policy.Reasons).Cause);
    }

    private async Task<NetworkPolicy> ResolveAsync(string folder)
    {
        Assert.Null(await PrivateRepositoriesFile.BeginAsync(Files.Private, TimeProvider.System, Cancellation));
        Assert.Null(UserPolicyFile.Allow(Files.User));

        return await PolicyReading.ResolveAsync(Files, [Folder(folder)], EgressProgram.Installed, TimeProvider.System, Cancellation);
    }
}
