using System.Text.Json.Nodes;
using CodeAssist.EndToEnd.Tests.Support;

namespace CodeAssist.EndToEnd.Tests.CommandLine;

/// <summary><c>codeassist policy</c>: what may leave, why not, and the user's decisions.</summary>
public sealed class PolicyTests : ProductTest
{
    [Fact]
    public async Task Who_decided_nothing_is_told_that_nothing_leaves()
    {
        var result = await RunAsync("policy", "--folder", User.Workspace);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Nothing leaves this machine.", result.Output, StringComparison.Ordinal);
        Assert.Contains("You have not allowed anything to leave this machine.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repository_is_private_until_its_user_releases_it()
    {
        Assert.False(await IsPrivateAsync("show"));
        Assert.True(await IsPrivateAsync("private"));
        Assert.True(await IsPrivateAsync("allow"));
        Assert.False(await IsPrivateAsync("release"));
    }

    [Fact]
    public async Task A_damaged_list_is_named_and_left_alone()
    {
        await IsPrivateAsync("private");
        var list = Path.Combine(User.Data, "private-repositories.json");
        await File.WriteAllTextAsync(list, "{", TestContext.Current.CancellationToken);

        var result = await RunAsync("policy", "release", "--folder", User.Workspace);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains(list, result.Error, StringComparison.Ordinal);
        Assert.Equal("{", await File.ReadAllTextAsync(list, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_decision_that_does_not_exist_is_refused_with_those_that_do()
    {
        var result = await RunAsync("policy", "open");

        result.IsRefused(2, "'open'", "local-only");
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_is_refused() =>
        (await RunAsync("policy", "--folder", Path.Combine(User.Workspace, "gone"))).IsRefused(2, "gone", "--folder");

    private async Task<bool> IsPrivateAsync(string decision)
    {
        var result = await RunAsync("policy", decision, "--folder", User.Workspace, "--json");
        Assert.True(result.ExitCode == 0, result.Error);

        return (bool)JsonNode.Parse(result.Output)!["private"]!;
    }
}
