using CodeAssist.EndToEnd.Tests.Support;

namespace CodeAssist.EndToEnd.Tests.CommandLine;

/// <summary><c>codeassist data</c> by the real program: what is kept, and how to be rid of it.</summary>
public sealed class DataTests : ProductTest
{
    [Fact]
    public async Task Everything_that_is_kept_is_listed_with_its_place()
    {
        var rows = (await RunAsync("data", "list", "--json")).ToJson().AsArray();

        Assert.Equal(
            ["keys", "prompts", "index", "cache", "logs", "crash-files", "ledger", "decisions", "dismissals", "reviews", "tasks", "approvals", "usage", "models"],
            rows.Select(row => (string?)row!["name"]),
            StringComparer.Ordinal);
        Assert.Contains(User.Data, (string?)rows.Single(row => (string?)row!["name"] is "dismissals")!["files"]![0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_purged_is_gone_and_what_was_not_named_is_there()
    {
        var dismissals = Written("dismissals", "one.json");
        var usage = Written(".", "usage.jsonl");

        Assert.Equal(2, (await RunAsync("data", "purge", "dismissals")).ExitCode);
        Assert.True(File.Exists(dismissals));
        Assert.Equal(0, (await RunAsync("data", "purge", "dismissals", "--yes")).ExitCode);

        Assert.False(File.Exists(dismissals));
        Assert.True(File.Exists(usage));
    }

    [Fact]
    public async Task A_decision_is_not_purged_with_everything_else()
    {
        await RunAsync("policy", "private", "--folder", User.Workspace);

        Assert.Equal(0, (await RunAsync("data", "purge", "--yes")).ExitCode);

        Assert.True(File.Exists(Path.Combine(User.Data, "private-repositories.json")));
        (await RunAsync("data", "purge", "decisions", "--yes")).IsRefused(2, "decisions");
    }

    [Fact]
    public async Task A_ledger_that_was_never_written_is_intact() => Assert.Equal(0, (await RunAsync("data", "verify")).ExitCode);

    private string Written(string folder, string name)
    {
        var path = Path.Combine(User.Data, folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "{}");
        return path;
    }
}
